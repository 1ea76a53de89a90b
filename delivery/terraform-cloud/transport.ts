import { setTimeout as sleep } from "node:timers/promises";
import { refusal, TerraformCloudError } from "./refusal";

export interface TerraformCloudAccess {
  /** Such as app.terraform.io, with a port where it has one. */
  readonly hostname: string;
  readonly token: string;
  /** A test's own, which trusts its certificate. */
  readonly fetch?: typeof fetch;
  /** Before something is asked again, and between two looks; a test waits less. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Until an answer has to be there; a test's is shorter. */
  readonly timeoutMilliseconds?: number;
}

export function sleepOf(access: TerraformCloudAccess): (milliseconds: number) => Promise<unknown> {
  return access.sleep ?? sleep;
}

export interface Question {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE" | "PUT";
  readonly url: string;
  /** What a refusal calls it. */
  readonly what: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly timeoutMilliseconds: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The same, of what is no text. */
  readonly content: Uint8Array;
  /** What a rate limit asks for. */
  readonly waitSeconds?: number;
}

/**
 * One question, asked again in two cases, each with an end.
 *
 * A rate limit has done nothing, whatever the method, and says how long to wait: documentation, API Overview, "Rate Limiting",
 * and go-tfe's `rateLimitBackoff` (tfe.go), which repeats 30 times.
 *
 * A lost answer, or one of a server that failed, may have done what was asked. Only a POST would do it twice, so it is never
 * repeated; its caller is told by `isUncertain`.
 */
export async function answerTo(access: TerraformCloudAccess, question: Question): Promise<Answer> {
  const patience = new Patience();
  for (;;) {
    const answer = await sent(access, question);
    if ("status" in answer && answer.status < 300) return answer;
    if (patience.hasLost && isDoneAlready(question, answer))
      return { status: 204, text: "", content: new Uint8Array() };
    const wait = patience.waitAfter(question, answer);
    if (wait === undefined) throw problem(access, question, answer);
    await sleepOf(access)(wait);
  }
}

interface Lost {
  readonly reason: string;
  /** Whether a connection was made, so that the question may have arrived. */
  readonly mayHaveArrived: boolean;
  readonly isLasting: boolean;
}

/** How often one question is asked again, and how long it waits for that. */
class Patience {
  private losses = 0;
  private limits = 0;
  private waitedMilliseconds = 0;

  get hasLost(): boolean {
    return this.losses > 0;
  }

  /** @returns milliseconds; nothing where asking again is of no use */
  waitAfter({ method }: Question, answer: Answer | Lost): number | undefined {
    if ("status" in answer && answer.status === 429) return this.limitWait(answer.waitSeconds ?? 1);
    const isPassing = "status" in answer ? answer.status >= 500 : !answer.isLasting;
    return method === "POST" || !isPassing ? undefined : lossMilliseconds[this.losses++];
  }

  private limitWait(seconds: number): number | undefined {
    // As go-tfe: at least 100, and up to 300 more, so that those who were refused together do not return together.
    const milliseconds = Math.max(seconds * 1000, 100) + Math.random() * 300;
    this.waitedMilliseconds += milliseconds;
    this.limits += 1;
    return this.limits > mostLimits || this.waitedMilliseconds > longestLimitMilliseconds ? undefined : milliseconds;
  }
}

const lossMilliseconds = [500, 1000, 2000, 4000] as const;
const mostLimits = 30;
const longestLimitMilliseconds = 120_000;

/** What is gone was deleted by the call whose answer was lost, and what no longer takes an upload has it. */
function isDoneAlready({ method }: Question, answer: Answer | Lost): boolean {
  if (!("status" in answer) || answer.status >= 500 || answer.status === 429) return false;
  return method === "PUT" || (method === "DELETE" && answer.status === 404);
}

async function sent(access: TerraformCloudAccess, question: Question): Promise<Answer | Lost> {
  const { method, url, headers, body } = question;
  const signal = AbortSignal.timeout(access.timeoutMilliseconds ?? question.timeoutMilliseconds);
  // A redirected POST would become a GET.
  const redirect = method === "GET" ? "follow" : "manual";
  try {
    const response = await (access.fetch ?? fetch)(url, { method, headers, body, signal, redirect });
    const content = new Uint8Array(await response.arrayBuffer());
    const text = new TextDecoder().decode(content);
    return { status: response.status, text, content, waitSeconds: waitSecondsOf(response.headers) };
  } catch (error) {
    return lost(error);
  }
}

/** Both are seconds from now (go-tfe, `rateLimitBackoff`); a proxy may also say `Retry-After` as a date. */
function waitSecondsOf(headers: Headers): number | undefined {
  const told = headers.get("retry-after") ?? headers.get("x-ratelimit-reset");
  if (told === null || told === "") return undefined;
  const seconds = Number.isNaN(Number(told)) ? (Date.parse(told) - Date.now()) / 1000 : Number(told);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** Node hides what happened in the cause of `fetch failed`. */
function lost(error: unknown): Lost {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return { reason: String(error), mayHaveArrived: true, isLasting: false };
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
  if (/CERT|SIGNATURE/.test(code)) {
    const reason = `its certificate is not trusted (${code}); name the file of its authority in NODE_EXTRA_CA_CERTS`;
    return { reason, mayHaveArrived: false, isLasting: true };
  }
  const reason =
    code === "TimeoutError"
      ? "it does not answer in time; try again later"
      : `${code}; look at the network, and at terraformCloud.hostname in the account's file`;
  return { reason, mayHaveArrived: !neverConnected.has(code), isLasting: false };
}

const neverConnected: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function problem({ hostname }: TerraformCloudAccess, { what }: Question, answer: Answer | Lost): TerraformCloudError {
  if ("status" in answer) return refusal({ hostname, what, ...answer });
  return new TerraformCloudError(`${hostname} cannot be reached: ${answer.reason}`, 0, answer.mayHaveArrived);
}
