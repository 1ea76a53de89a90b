import type { Step } from "../../../../running/run-stages";
import { Unavailable } from "../../../../running/user-error";
import { readAnswer } from "./answers";
import { holdConnection, prompt } from "./idle-connection";
import { reasonOf, request } from "./request";

/** Where the agent answers, and how thoroughly to look. */
export interface SmokeRequest {
  readonly url: URL;
  /** How long a connection is held without a word; none: not at all. */
  readonly idleSeconds: number | undefined;
}

const answerSeconds = 60;

const reachesGemini: Step<SmokeRequest> = {
  title: "the agent reaches Gemini",
  run: async ({ url }) => {
    const address = new URL("/api/generate", url);
    const response = await request(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ prompt }),
      timeoutSeconds: answerSeconds,
    });
    if (response.status !== 200 || response.body === null) {
      return { problems: [`${address} answered ${response.status}; see the log of the service`] };
    }
    try {
      const { texts, end } = await readAnswer(response.body);
      if (end === "complete" && texts > 0) return { details: [`streamed ${texts} parts, to the end`] };
      return { problems: [`the answer ended with ${end} after ${texts} parts; see the log of the service`] };
    } catch (error) {
      return { problems: [`the answer broke off: ${reasonOf(error)}`] };
    }
  },
};

const survivesSilence: Step<SmokeRequest> = {
  title: "a connection survives the idle defaults",
  run: async ({ url, idleSeconds }, note) => {
    if (idleSeconds === undefined) throw new Unavailable("--quick leaves out what takes more than a minute");
    note(`silent for ${idleSeconds} s`);
    const address = new URL("/ws", url);
    address.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const { heartbeats, end } = await holdConnection(address, idleSeconds, answerSeconds);
    return end === "complete"
      ? { details: [`answered after ${idleSeconds} s of silence, with ${heartbeats} heartbeats`] }
      : { problems: [`the answer after ${idleSeconds} s of silence ended with ${end}`] };
  },
};

export const questions = [[reachesGemini, survivesSilence]] as const;
