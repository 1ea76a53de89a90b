import type { Database } from "./database";
import type { Caller } from "./permissions";
import type { RunQueue } from "./run-queue";

/** What the routes work on. */
export interface Server {
  readonly database: Database;
  readonly queue: RunQueue;
  readonly origin: () => string;
  /** Whether the auto-apply attribute of a new run is held against the caller's rights, as HCP Terraform documents. */
  readonly checksAutoApply: boolean;
}

interface Asked {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON that was sent. */
  readonly body: unknown;
}

export interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: string;
  /** Such as /runs/:run, below /api/v2. */
  readonly path: string;
  readonly answer: (asked: Asked, caller: Caller) => Answer;
}

/** @returns a function that makes routes of one method */
function of(method: string) {
  return (path: string, answer: Route["answer"]): Route => ({ method, path, answer });
}

export const route = { get: of("GET"), post: of("POST"), patch: of("PATCH"), delete: of("DELETE") };

export function ok(body: object): Answer {
  return { status: 200, body };
}

export function created(body: object): Answer {
  return { status: 201, body };
}

export const noContent: Answer = { status: 204 };

export const accepted: Answer = { status: 202 };

/** The values of the `:names` in the pattern, where the path matches it. */
export function matched(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const names = pattern.split("/");
  const parts = path.split("/");
  if (names.length !== parts.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = decodeURIComponent(parts[index] ?? "");
    if (name.startsWith(":")) values[name.slice(1)] = part;
    else if (name !== part) return undefined;
  }
  return values;
}
