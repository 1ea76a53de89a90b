import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "./client";
import { type PlanSummary, planErrors, planSummary } from "./plans";
import { createRun, type Run, type RunRequest, runAddress, type Waiting, waitForPlan } from "./runs";
import { type StackWorkspace, workspaceOfStack } from "./workspace-of-stack";

export interface StackRunRequest extends RunRequest {
  readonly stack: string;
  readonly terraformCloud: Parameters<typeof workspaceOfStack>[1];
}

/** One stack's run with its plan. */
export interface PlannedRun extends PlanSummary {
  readonly stack: string;
  readonly workspace: string;
  readonly run: string;
  /** For a person's browser. */
  readonly address: string;
  readonly status: string;
  readonly hasChanges: boolean;
  readonly planId: string;
}

export interface RunObserver extends Waiting {
  /** Told the address as soon as there is one: the run goes on without this command. */
  readonly created: (address: string) => void;
}

/** @throws UserError where the plan fails, or the run ends without one */
export async function planStack(
  client: TerraformCloudClient,
  request: StackRunRequest,
  observer: RunObserver,
): Promise<PlannedRun> {
  const workspace = await workspaceOfStack(client, request.terraformCloud, request.stack);
  const created = await createRun(client, workspace, request);
  const address = runAddress(client, workspace, created.id);
  observer.created(address);
  const run = await waitForPlan(client, workspace, created.id, observer);
  if (withoutPlan.has(run.status)) throw new UserError(await reasonOf(client, workspace, run));
  return {
    stack: request.stack,
    workspace: workspace.name,
    run: run.id,
    address,
    status: run.status,
    hasChanges: run.hasChanges,
    planId: run.planId,
    ...(await planSummary(client, run.planId)),
  };
}

const withoutPlan: ReadonlySet<string> = new Set(["errored", "canceled", "discarded", "policy_soft_failed"]);

async function reasonOf(client: TerraformCloudClient, workspace: StackWorkspace, run: Run): Promise<string> {
  const address = runAddress(client, workspace, run.id);
  if (run.status !== "errored") return `the run of ${workspace.stack} was ${run.status} by somebody: ${address}`;
  return `the plan of ${workspace.stack} failed: ${await planErrors(client, run.planId)} (${address})`;
}

export function changesText({ hasChanges, additions, changes, destructions }: PlannedRun): string {
  if (!hasChanges) return "no changes";
  const counts = additions + changes + destructions;
  return counts === 0 ? "only outputs change" : `${additions} to add, ${changes} to change, ${destructions} to destroy`;
}
