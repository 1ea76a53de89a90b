import type { ConnectionState, Exchange, PageState } from "./page-state";
import { runningExchange } from "./page-state";
import { type ClientMessage, encodedBytes, longestMessageBytes } from "./protocol";

/** @param seconds shown where the page waits to connect again */
export function connectionText({ phase }: ConnectionState, seconds: number): string {
  switch (phase) {
    case "connecting":
      return "Connecting";
    case "connected":
      return "Connected";
    case "restarting":
      return "Connected; the server restarts after this answer";
    case "waiting":
      return `Not connected; reconnecting in ${seconds} s`;
    case "offline":
      return "Offline; reconnecting when the network is back";
  }
}

export function outcomeText({ outcome, problem, answer }: Exchange): string {
  switch (outcome) {
    case "running":
      return answer === "" ? "Waiting for the answer" : "Answering";
    case "complete":
      return "";
    case "cancelled":
      return "Cancelled";
    case "interrupted":
      return `Interrupted: ${problem}`;
    case "failed":
      return `Failed: ${problem}`;
  }
}

/** @returns why this cannot be asked now, and what to do; undefined where it can */
export function whyNotAsk(state: PageState, message: ClientMessage & { readonly type: "ask" }): string | undefined {
  if (message.prompt.trim() === "") return "Write a question first.";
  if (runningExchange(state) !== undefined) return "An answer is being written: wait for its end, or cancel it.";
  if (state.connection.phase !== "connected") return "Not connected: ask once the connection is back.";
  const bytes = encodedBytes(message);
  if (bytes > longestMessageBytes) return `The question is too long: ${kib(bytes)} of ${kib(longestMessageBytes)} KiB.`;
  return undefined;
}

function kib(bytes: number): number {
  return Math.ceil(bytes / 1024);
}
