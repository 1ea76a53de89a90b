import type { Patience } from "./wait";

export interface ReleaseWatch extends Patience {
  /** When the command began: older events are none of its business. */
  readonly since: Date;
  readonly say: (line: string) => void;
}

/** `stored`: there is no service yet, and its first apply reads the digest. */
export type ReleaseOutcome =
  | "released"
  | "unchanged"
  | "stored"
  | "rolled-back"
  | "superseded"
  | "unfinished"
  | "interrupted";

export interface ReleaseResult {
  readonly outcome: ReleaseOutcome;
  readonly digest: string;
  /** What ran before. */
  readonly previousDigest?: string;
  readonly revision?: string;
  /** What to know and what to do, one sentence each. */
  readonly sentences: readonly string[];
}
