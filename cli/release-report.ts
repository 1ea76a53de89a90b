import type { ReleaseRequest } from "../delivery/release/release";
import type { ReleaseOutcome, ReleaseResult } from "../delivery/release/result";
import { exitCodes } from "../running/user-error";

/** For machines. */
export function releaseDocument({ target }: ReleaseRequest, result: ReleaseResult) {
  return { environment: target.environment, service: target.name, ...result };
}

/** For people. */
export function releaseText({ target }: ReleaseRequest, { outcome, digest, sentences }: ReleaseResult): string {
  const head = `${target.name} of ${target.environment}: ${outcomeWords[outcome]} ${digest}`;
  return [head, ...sentences.map((sentence) => `  ${sentence}`), ""].join("\n");
}

export function releaseExitCode({ outcome }: ReleaseResult): number {
  if (outcome === "interrupted") return interruptedExitCode;
  return exitCodes[goodOutcomes.has(outcome) ? "passed" : "failed"];
}

/** 128 and the number of SIGINT, as shells have it. */
const interruptedExitCode = 130;

const goodOutcomes: ReadonlySet<ReleaseOutcome> = new Set(["released", "unchanged", "stored"]);

const outcomeWords: Readonly<Record<ReleaseOutcome, string>> = {
  released: "released",
  unchanged: "nothing to release,",
  stored: "stored",
  "rolled-back": "did not start, and was rolled back:",
  superseded: "lost its place to another deployment:",
  unfinished: "no verdict yet on",
  interrupted: "interrupted while releasing",
};
