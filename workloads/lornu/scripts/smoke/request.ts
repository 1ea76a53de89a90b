import { UserError } from "../../../../running/user-error";

/** @throws UserError where there is no answer: the connection is refused, cut, not trusted or too slow */
export async function request(url: URL, options: RequestInit & { readonly timeoutSeconds: number }): Promise<Response> {
  const { timeoutSeconds, ...settings } = options;
  try {
    return await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(timeoutSeconds * 1000), ...settings });
  } catch (error) {
    throw new UserError(`no answer from ${url}: ${reasonOf(error)}`);
  }
}

/** What lies behind "fetch failed". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return "code" in cause ? `${cause.code} ${cause.message}`.trim() : cause.message;
  return error.name === "TimeoutError" ? "it took too long" : error.message;
}
