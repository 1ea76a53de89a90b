/** What a stream of server-sent events of the agent said. */
export interface StreamedAnswer {
  readonly texts: number;
  /** `complete`, the code of an error, or `cut` where the stream ended without either. */
  readonly end: string;
}

/** Reads the stream to its end. */
export async function readAnswer(body: ReadableStream<Uint8Array>): Promise<StreamedAnswer> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
  }
  return answerIn(text);
}

/** @param text of a whole stream; what follows the last empty line was cut off */
export function answerIn(text: string): StreamedAnswer {
  const events = text.split("\n\n").slice(0, -1).map(eventOf);
  const last = events.findLast(({ name }) => name === "end" || name === "error");
  return {
    texts: events.filter(({ name }) => name === "text").length,
    end: last === undefined ? "cut" : fieldOf(last.data, last.name === "end" ? "reason" : "code"),
  };
}

function eventOf(block: string) {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
  return { name: field("event"), data: field("data") };
}

/** @returns a field of a JSON document, or `unknown` where it is none or lacks it */
export function fieldOf(json: string, field: string): string {
  try {
    const parsed: unknown = JSON.parse(json);
    const entries = typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
    return String(entries.find(([name]) => name === field)?.[1] ?? "unknown");
  } catch {
    return "unknown";
  }
}
