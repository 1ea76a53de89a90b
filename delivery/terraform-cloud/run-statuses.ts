/** What a run's status says to whoever waits for it. */
export type RunMeaning =
  /** Goes on by itself, or when those ahead of it are done. */
  | "under way"
  /** A person decides on a task before anything is planned. */
  | "held before its plan"
  /** Planned. What follows is a stage or a person, and `actions.is-confirmable` says which. */
  | "planned"
  /** A person who may override decides on a policy or a task that failed. */
  | "held by a policy"
  | "nothing to apply"
  | "ended unapplied"
  | "being applied"
  | "applied";

/**
 * Every status there is: go-tfe 1.109 (run.go, RunStatus), HashiCorp's OpenAPI document (runs.status), and the
 * documentation (Runs API, "Run States"), which alone has `force_canceled`. Meanings: "Run States and Stages".
 */
export const runStatuses = {
  pending: "under way",
  fetching: "under way",
  fetching_completed: "under way",
  pre_plan_running: "under way",
  pre_plan_completed: "under way",
  pre_plan_awaiting_decision: "held before its plan",
  queuing: "under way",
  plan_queued: "under way",
  planning: "under way",
  planned: "planned",
  // Terraform's own policies are a beta: which of the two waits for a person is documented nowhere.
  tf_policy_checked: "planned",
  tf_policy_override: "planned",
  post_plan_running: "under way",
  post_plan_awaiting_decision: "held by a policy",
  post_plan_completed: "planned",
  cost_estimating: "under way",
  cost_estimated: "planned",
  policy_checking: "under way",
  policy_override: "held by a policy",
  policy_checked: "planned",
  // A plan-only run's end.
  policy_soft_failed: "ended unapplied",
  planned_and_finished: "nothing to apply",
  planned_and_saved: "planned",
  confirmed: "being applied",
  pre_apply_running: "being applied",
  pre_apply_completed: "being applied",
  queuing_apply: "being applied",
  apply_queued: "being applied",
  applying: "being applied",
  post_apply_running: "being applied",
  post_apply_completed: "being applied",
  applied: "applied",
  discarded: "ended unapplied",
  errored: "ended unapplied",
  canceled: "ended unapplied",
  force_canceled: "ended unapplied",
  // A health assessment is no run of anybody's, and ends without a plan that somebody asked for.
  assessing: "under way",
  assessed: "ended unapplied",
} as const satisfies Readonly<Record<string, RunMeaning>>;

const meanings: ReadonlyMap<string, RunMeaning> = new Map(Object.entries(runStatuses));

/** Where a run stands: its status, and whether a person can confirm it now. */
export type RunStanding = Exclude<RunMeaning, "planned"> | "between stages" | "at the gate" | "unknown";

/** A status that this version does not know is never taken for another. */
export function standingOf(run: { readonly status: string; readonly isConfirmable: boolean }): RunStanding {
  const meaning = meanings.get(run.status) ?? "unknown";
  if (meaning !== "planned") return meaning;
  return run.isConfirmable ? "at the gate" : "between stages";
}

/** Whether the server moves it no more; one that is not known may still move. */
export function isOver(standing: RunStanding): boolean {
  return standing === "nothing to apply" || standing === "ended unapplied" || standing === "applied";
}
