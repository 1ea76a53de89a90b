import type { Step } from "../../running/run-stages";
import { Unavailable } from "../../running/user-error";
import { readAnswer } from "./answers";
import { holdConnection, prompt } from "./idle-connection";
import { reasonOf, request } from "./request";

/** Where the service answers, and how thoroughly to look. */
export interface SmokeRequest {
  readonly url: URL;
  /** Where agents with a client certificate call, if that is not the service's own address. */
  readonly agentToAgentUrl: URL | undefined;
  readonly healthCheckPath: string;
  /** How long a connection is held without a word; none: not at all. */
  readonly idleSeconds: number | undefined;
}

type SmokeStep = Step<SmokeRequest>;

const requestSeconds = 10;
const answerSeconds = 60;

export const answersHealthChecks: SmokeStep = {
  title: "answers behind the load balancer",
  run: async ({ url, healthCheckPath }) => {
    const address = new URL(healthCheckPath, url);
    const { status } = await request(address, { timeoutSeconds: requestSeconds });
    return status === 200 ? { details: [`${address}: 200`] } : { problems: [`${address} answered ${status}, not 200`] };
  },
};

export const reachesGemini: SmokeStep = {
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

export const survivesSilence: SmokeStep = {
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

export const refusesUnknownAgents: SmokeStep = {
  title: "refuses agents that do not prove themselves",
  run: async ({ url, agentToAgentUrl }) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "message/send", params: {} });
    const address = new URL("/a2a", url);
    const call = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      timeoutSeconds: requestSeconds,
    };
    const { status } = await request(address, call);
    if (status !== 401 && status !== 403)
      return { problems: [`${address} answered ${status} to an unknown agent, not 401 or 403`] };
    if (agentToAgentUrl === undefined) return { details: [`${address}: ${status}`] };
    const withoutCertificate = new URL("/a2a", agentToAgentUrl);
    const answered = await answeredWith(withoutCertificate, call);
    return answered === undefined
      ? { details: [`${address}: ${status}`, `${withoutCertificate}: no connection without a certificate`] }
      : { problems: [`${withoutCertificate} answered ${answered} to a client without a certificate`] };
  },
};

/** @returns nothing where the connection itself is refused */
async function answeredWith(address: URL, call: Parameters<typeof request>[1]): Promise<number | undefined> {
  try {
    const { status } = await request(address, call);
    return status === 401 || status === 403 ? undefined : status;
  } catch {
    return undefined;
  }
}
