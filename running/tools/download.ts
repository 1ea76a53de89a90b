import { createHash } from "node:crypto";
import { UserError } from "../user-error";

/** Gives up on a host that does not answer at all. */
const timeoutMilliseconds = 300_000;

/** @returns the whole file, only if it has the expected hash */
export async function download(url: string, sha256: string): Promise<Uint8Array> {
  const bytes = await fetchBytes(url);
  const actual = createHash("sha256").update(bytes).digest("hex");
  if (actual !== sha256) {
    throw new UserError(`${url} has the SHA-256 ${actual} instead of ${sha256}; nothing of it was kept`);
  }
  return bytes;
}

async function fetchBytes(url: string): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(timeoutMilliseconds) });
  } catch (error) {
    throw new UserError(`${url} cannot be reached (${reasonOf(error)})`);
  }
  if (!response.ok) throw new UserError(`${url} answered ${response.status}`);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new UserError(`${url} broke off (${reasonOf(error)})`);
  }
}

/** `fetch` hides the reason in its error's cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message : String(cause);
}
