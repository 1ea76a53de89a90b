import { once } from "node:events";
import type { ServerResponse } from "node:http";

/**
 * What can happen to a request. A network loses the question or the answer; a server refuses in time, fails when it has done
 * what was asked, or is behind a proxy that fails; it does not answer before the client gives up; its answer ends in the middle.
 */
export const faults = ["lost before", "lost after", "429", "500", "503", "slow", "cut"] as const;

export type Fault = (typeof faults)[number];

export interface AskedRequest {
  /** From 1. */
  readonly number: number;
  readonly method: string;
  /** Below /api/v2, with the query; or of the archivist. */
  readonly path: string;
}

/** @returns what goes wrong with a request, if anything does */
export type FaultOf = (request: AskedRequest) => Fault | undefined;

/** Whether the server does what it was asked for all the same. */
export function isDone(fault: Fault | undefined): boolean {
  return fault === undefined || !["lost before", "429", "503"].includes(fault);
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string | Buffer;
}

/** What a faulty server sends, in each of the forms that go-tfe's `decodeErrorPayload` (tfe.go) reads, or no form at all. */
const replies: Partial<Readonly<Record<Fault, Reply>>> = {
  // Documentation, API Overview, "Rate Limiting"; go-tfe's `rateLimitBackoff` reads the header as seconds from now.
  "429": {
    status: 429,
    headers: { "content-type": "application/vnd.api+json", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "0.1" },
    content: JSON.stringify({
      errors: [{ detail: "You have exceeded the API's rate limit.", status: 429, title: "Too many requests" }],
    }),
  },
  "500": {
    status: 500,
    headers: { "content-type": "application/json" },
    content: JSON.stringify({ errors: ["internal server error"] }),
  },
  "503": {
    status: 503,
    headers: { "content-type": "text/html" },
    content: "<html><head><title>503 Service Unavailable</title></head></html>",
  },
};

/** Sends the reply, as far as the fault lets it. */
export async function send(response: ServerResponse, reply: Reply, fault: Fault | undefined): Promise<void> {
  if (fault === "lost before" || fault === "lost after") return void response.socket?.destroy();
  if (fault === "slow") return void (await once(response, "close"));
  const { status, headers, content } = (fault === undefined ? undefined : replies[fault]) ?? reply;
  const bytes = Buffer.from(content);
  if (fault !== "cut") return void response.writeHead(status, headers).end(bytes);
  response.writeHead(status, { ...headers, "content-length": Math.max(bytes.length, 2) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
}
