import { type CostChange, costChange } from "./cost-change";
import { type Downtime, downtimeOf, type Interruption, interruptions } from "./interruptions";
import { type ApprovalFacts, type Loss, losses } from "./losses";
import { type PermissionChanges, permissionChanges } from "./permission-changes";
import type { PlanDocument } from "./plan-json";
import { type PlannedChange, plannedChanges } from "./planned-changes";
import { type PortChanges, portChanges } from "./port-changes";

/** What a reviewer needs to know of a plan. */
export interface PlanReport {
  readonly stack: string;
  readonly terraformVersion?: string;
  readonly changes: readonly PlannedChange[];
  readonly losses: readonly Loss[];
  readonly interruptions: readonly Interruption[];
  readonly downtime: Downtime;
  readonly permissions: PermissionChanges;
  readonly ports: PortChanges;
  readonly cost: CostChange;
  /** Names alone: what an output holds may be a secret. */
  readonly changedOutputs: readonly string[];
  /** What somebody changed outside of Terraform, by address. */
  readonly drifted: readonly string[];
}

/** Pure: the same plan, approvals and day give the same report. */
export function planReport(plan: PlanDocument, approvals: ApprovalFacts): PlanReport {
  const changes = plannedChanges(plan);
  const found = interruptions(changes);
  return {
    stack: approvals.stack,
    terraformVersion: plan.terraform_version,
    changes,
    losses: losses(changes, approvals),
    interruptions: found,
    downtime: downtimeOf(found),
    permissions: permissionChanges(plan),
    ports: portChanges(plan),
    cost: costChange(plan),
    changedOutputs: Object.entries(plan.output_changes)
      .filter(([, { actions }]) => actions.some((action) => action !== "no-op"))
      .map(([name]) => name)
      .sort(),
    drifted: plan.resource_drift
      .filter(({ change }) => change.actions.some((action) => action !== "no-op"))
      .map(({ address }) => address)
      .sort(),
  };
}

/** What must not be applied as it is. */
export function refusedLosses({ losses: all }: PlanReport): readonly Loss[] {
  return all.filter(({ refusal }) => refusal !== undefined);
}
