/**
 * go-tfe 1.109 (run.go, RunStatus), HashiCorp's OpenAPI document (runs.status), and the documentation (Runs API, "Run
 * States"), which alone has `force_canceled`. In the order in which a run comes to them.
 */
export const allRunStatuses = [
  "pending",
  "fetching",
  "fetching_completed",
  "pre_plan_running",
  "pre_plan_completed",
  "pre_plan_awaiting_decision",
  "queuing",
  "plan_queued",
  "planning",
  "planned",
  "tf_policy_checked",
  "tf_policy_override",
  "post_plan_running",
  "post_plan_awaiting_decision",
  "post_plan_completed",
  "cost_estimating",
  "cost_estimated",
  "policy_checking",
  "policy_override",
  "policy_soft_failed",
  "policy_checked",
  "confirmed",
  "pre_apply_running",
  "pre_apply_completed",
  "queuing_apply",
  "apply_queued",
  "applying",
  "post_apply_running",
  "post_apply_completed",
  "applied",
  "discarded",
  "errored",
  "canceled",
  "force_canceled",
  "planned_and_finished",
  "planned_and_saved",
  "assessing",
  "assessed",
] as const;

/**
 * What a run passes beside its plan and its apply: documentation, Run States and Stages. `waiting` is a person's decision:
 * a soft-mandatory policy, or a task or OPA policy that may be overridden. `stuck` never ends.
 */
export interface Stage {
  readonly at: "pre_plan" | "post_plan" | "cost_estimate" | "policy_check" | "pre_apply" | "post_apply";
  readonly outcome: "passed" | "failed" | "waiting" | "stuck";
}

/** How a workspace's runs differ from a plain plan and apply; a test sets it. */
export interface RunBehavior {
  readonly stages?: readonly Stage[];
  /** Every run comes to this status and stays there; in `plan_queued` it waits for an agent. */
  readonly holdAt?: { readonly status: string; readonly isConfirmable?: boolean };
  /** Counts of a plan may be absent: OpenAPI document, plans, `resource-additions` and its like are nullable. */
  readonly omitsCounts?: boolean;
  /** Logs are Terraform's JSON lines: documentation, Workspace Settings, "User Interface" (structured run output). */
  readonly structuredOutput?: boolean;
  /** What an upload comes to, in place of `uploaded`. */
  readonly configuration?: ConfigurationVersion["status"];
  /** A cancel is asked for and not yet done, so that it can be forced: documentation, Runs API, "Forcefully cancel a run". */
  readonly cancelsSlowly?: boolean;
}

/** Documentation, Configuration Versions API, "Configuration Version States". */
export interface ConfigurationVersion {
  readonly id: string;
  readonly workspaceId: string;
  readonly speculative: boolean;
  readonly autoQueueRuns: boolean;
  status: "pending" | "fetching" | "uploaded" | "archived" | "errored";
}

/** Documentation, Plans API and Applies API, "Attributes". */
export interface PhaseResult {
  status: "pending" | "running" | "finished" | "errored" | "canceled" | "unreachable";
  additions: number;
  changes: number;
  destructions: number;
}

/** A stage that a run has reached, and how it stands there. */
export interface StageResult {
  readonly id: string;
  readonly at: Stage["at"];
  status: "running" | "passed" | "failed" | "waiting" | "overridden" | "canceled";
}

export interface Run {
  readonly id: string;
  readonly workspaceId: string;
  readonly configurationVersionId: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly message: string;
  readonly planOnly: boolean;
  readonly savePlan: boolean;
  readonly isDestroy: boolean;
  readonly autoApply: boolean;
  /** Applied even where nothing is to change. */
  readonly allowEmptyApply?: boolean;
  readonly plan: PhaseResult;
  readonly apply: PhaseResult;
  /** By status, when it was first in it. */
  readonly timestamps: Record<string, string>;
  readonly stages: StageResult[];
  status: string;
  hasChanges: boolean;
  /** Whether a person can confirm it now. */
  isAtGate?: boolean;
  /** When it was asked to stop, where its server takes its time over that. */
  cancelAskedAt?: string;
  confirmedBy?: string;
}
