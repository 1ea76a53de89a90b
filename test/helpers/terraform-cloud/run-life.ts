import type { Run } from "./run-tables";

/** Documentation, Runs API, "Run States", where it says so, and "Completion" in Run States and Stages. */
const final: ReadonlySet<string> = new Set([
  "applied",
  "planned_and_finished",
  "policy_soft_failed",
  "discarded",
  "canceled",
  "force_canceled",
  "errored",
  "assessed",
]);

/** Documentation, Runs API, "Run Status Groups", and "The OPA Policy Check Stage" for the decision. */
const discardable: ReadonlySet<string> = new Set([
  "planned",
  "planned_and_saved",
  "cost_estimated",
  "policy_checked",
  "policy_override",
  "post_plan_running",
  "post_plan_completed",
  "post_plan_awaiting_decision",
]);

export function isFinal({ status }: Pick<Run, "status">): boolean {
  return final.has(status);
}

export function isConfirmable({ isAtGate = false, status }: Run): boolean {
  return isAtGate && discardable.has(status);
}

export function isDiscardable({ status }: Run): boolean {
  return discardable.has(status);
}

/** A pending run is: the sample of "Create a Run" says so. */
export function isCancelable(run: Run): boolean {
  return !isFinal(run) && !discardable.has(run.status) && run.cancelAskedAt === undefined;
}

export function isForceCancelable(run: Run): boolean {
  return !isFinal(run) && run.cancelAskedAt !== undefined;
}

/** Documentation, Runs API, "Run Operations". */
export function operationOf({ planOnly, savePlan, isDestroy, allowEmptyApply }: Run): string {
  if (planOnly) return "plan_only";
  if (savePlan) return "save_plan";
  if (isDestroy) return "destroy";
  return allowEmptyApply === true ? "empty_apply" : "plan_and_apply";
}
