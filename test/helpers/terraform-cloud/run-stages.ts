import { newId } from "./database";
import type { Run, Stage, StageResult } from "./run-tables";

interface StageStatuses {
  readonly running: string;
  readonly passed: string;
  /** Where a person decides; absent where nobody can. */
  readonly waiting?: string;
  /** Whether the run goes on all the same. */
  readonly failureIsAdvice?: boolean;
}

/** Documentation, Run States and Stages; go-tfe 1.109 (run.go) for `post_plan_awaiting_decision`. */
export const stageStatuses: Readonly<Record<Stage["at"], StageStatuses>> = {
  pre_plan: { running: "pre_plan_running", passed: "pre_plan_completed", waiting: "pre_plan_awaiting_decision" },
  post_plan: { running: "post_plan_running", passed: "post_plan_completed", waiting: "post_plan_awaiting_decision" },
  cost_estimate: { running: "cost_estimating", passed: "cost_estimated", failureIsAdvice: true },
  policy_check: { running: "policy_checking", passed: "policy_checked", waiting: "policy_override" },
  pre_apply: { running: "pre_apply_running", passed: "pre_apply_completed" },
  post_apply: { running: "post_apply_running", passed: "post_apply_completed", failureIsAdvice: true },
};

/** What becomes of a run in a stage: it goes on, rests there, or ends with this status. */
export type Passage = "goes on" | "rests" | { readonly endsAs: string };

/** @param move takes the run from one status to the next */
export function passageThrough(run: Run, { at, outcome }: Stage, move: (status: string) => void): Passage {
  const { running, passed, waiting, failureIsAdvice = false } = stageStatuses[at];
  const result: StageResult = { id: newId(at === "policy_check" ? "polchk" : "ts"), at, status: "running" };
  run.stages.push(result);
  move(running);
  if (outcome === "stuck") return "rests";
  if (outcome === "waiting" && waiting !== undefined) return waitingPassage(run, result, waiting, move);
  result.status = outcome === "passed" ? "passed" : "failed";
  if (outcome !== "passed" && !failureIsAdvice) return { endsAs: "errored" };
  move(passed);
  return "goes on";
}

/** "A sentinel policy has soft failed for a plan-only run. This is a final state": documentation, Runs API, "Run States". */
function waitingPassage(run: Run, result: StageResult, waiting: string, move: (status: string) => void): Passage {
  result.status = "waiting";
  if (run.planOnly && result.at === "policy_check") return { endsAs: "policy_soft_failed" };
  move(waiting);
  return "rests";
}
