import { Agent, type IncomingMessage, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** A stream as the client saw it. It is never thrown away for being cut: what came until then is what is judged. */
export interface StreamedAnswer {
  /** undefined where there was no answer at all. */
  readonly status: number | undefined;
  readonly texts: readonly string[];
  readonly heartbeats: number;
  /** `complete`, the code of an error event, or `cut` where the connection ended without either. */
  readonly end: string;
  /** When the first byte came, by the clock of `performance`. */
  readonly begunAt: number;
  readonly longestSilenceSeconds: number;
}

/** Clients do not share connections: each is somebody else's browser. */
const connections = new Agent({ keepAlive: false, maxSockets: Number.POSITIVE_INFINITY });

/** Asks for an answer of so many chunks, which the fake model writes so many seconds apart. */
export async function streamAnswer(port: number, chunks: number, chunkSeconds: number): Promise<StreamedAnswer> {
  const reader = new EventReader();
  const response = await ask(port, `slow:${chunks}:${chunkSeconds}`);
  if (response === undefined) return reader.answer(undefined);
  response.setEncoding("utf8");
  try {
    for await (const part of response) reader.read(part);
  } catch {
    // The connection was cut; the reader knows that no end came.
  }
  return reader.answer(response.statusCode);
}

/** Whether all chunks came, in order: the recorded answer repeats five different sentences. */
export function isWhole({ end, texts }: StreamedAnswer, chunks: number): boolean {
  return end === "complete" && texts.length === chunks && isInOrder(texts);
}

export function isInOrder(texts: readonly string[]): boolean {
  return (
    new Set(texts.slice(0, 5)).size === Math.min(texts.length, 5) && texts.every((text, at) => text === texts[at % 5])
  );
}

/** Asks for a short answer again and again, until it is stopped. */
export function askContinually(port: number, everySeconds: number): { stop(): Promise<readonly StreamedAnswer[]> } {
  const answers: Promise<StreamedAnswer>[] = [];
  const stopping = new AbortController();
  const asking = (async () => {
    while (!stopping.signal.aborted) {
      answers.push(streamAnswer(port, 2, 0.1));
      await sleep(everySeconds * 1000, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await asking;
      return Promise.all(answers);
    },
  };
}

function ask(port: number, prompt: string): Promise<IncomingMessage | undefined> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json" };
    const options = { host: "127.0.0.1", port, path: "/api/generate", method: "POST", headers, agent: connections };
    const asked = request(options, resolve);
    asked.on("error", () => resolve(undefined));
    asked.end(JSON.stringify({ prompt }));
  });
}

class EventReader {
  private readonly texts: string[] = [];
  private rest = "";
  private end = "cut";
  private heartbeats = 0;
  private begunAt = Number.POSITIVE_INFINITY;
  private lastHeard = performance.now();
  private longestSilence = 0;

  read(part: string): void {
    const now = performance.now();
    this.longestSilence = Math.max(this.longestSilence, now - this.lastHeard);
    this.lastHeard = now;
    this.begunAt = Math.min(this.begunAt, now);
    const blocks = (this.rest + part).split("\n\n");
    this.rest = blocks.pop() ?? "";
    for (const block of blocks) this.take(block);
  }

  answer(status: number | undefined): StreamedAnswer {
    const { texts, heartbeats, end, begunAt, longestSilence } = this;
    return { status, texts, heartbeats, end, begunAt, longestSilenceSeconds: longestSilence / 1000 };
  }

  private take(block: string): void {
    const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
    if (name === undefined || data === undefined) {
      this.heartbeats += 1;
      return;
    }
    const { text, reason, code } = JSON.parse(data);
    if (name === "text") this.texts.push(text);
    if (name === "end") this.end = reason;
    if (name === "error") this.end = code;
  }
}
