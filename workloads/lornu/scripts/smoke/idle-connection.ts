import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { UserError } from "../../../../running/user-error";
import { fieldOf } from "./answers";

export interface IdleConnection {
  readonly heartbeats: number;
  /** How the answer ended that was asked for after the silence. */
  readonly end: string;
}

/**
 * Holds a WebSocket for so long without a word, then asks over it.
 * @throws UserError where it cannot be opened or does not live that long
 */
export async function holdConnection(
  address: URL,
  idleSeconds: number,
  answerSeconds: number,
): Promise<IdleConnection> {
  const socket = new WebSocket(address, { handshakeTimeout: 10_000 });
  const failure = new Promise<never>((_, reject) => {
    socket.once("error", ({ message }) => reject(new UserError(`${address}: ${message}`)));
    socket.once("close", (code) => reject(new UserError(`${address}: cut off with code ${code}`)));
  });
  let heartbeats = 0;
  const ended = new Promise<string>((resolve) => {
    socket.on("message", (data) => {
      const text = String(data);
      const type = fieldOf(text, "type");
      if (type === "heartbeat") heartbeats += 1;
      if (type === "end") resolve(fieldOf(text, "reason"));
      if (type === "error") resolve(fieldOf(text, "code"));
    });
  });
  try {
    await Promise.race([new Promise((resolve) => socket.once("open", resolve)), failure]);
    await Promise.race([sleep(idleSeconds * 1000), failure]);
    socket.send(JSON.stringify({ type: "ask", id: "smoke", prompt }));
    const tooLong = sleep(answerSeconds * 1000, "no answer", { ref: false });
    return { end: await Promise.race([ended, failure, tooLong]), heartbeats };
  } finally {
    failure.catch(() => undefined);
    socket.terminate();
  }
}

/** Costs a few tokens. */
export const prompt = "Answer with one word: are you there?";
