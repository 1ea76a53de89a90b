import type { Shutdown } from "../../running/shutdown";
import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "./client";
import { createRun, type RunRequest } from "./create-run";
import { failureOf, type PlanSummary, planSummary } from "./plans";
import { type RunStanding, standingOf } from "./run-statuses";
import { type Run, runAddress } from "./runs";
import { replaceOlder } from "./runs-ahead";
import { type Waiting, waitForPlan } from "./wait-for-plan";
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
  readonly standing: RunStanding;
  readonly hasChanges: boolean;
  readonly planId: string;
}

export interface RunObserver extends Waiting {
  /** Told the address as soon as there is one: the run goes on without this command. */
  readonly created: (address: string) => void;
  /** The environment whose older runs make way, and who is told of each. */
  readonly replacing?: Pick<Parameters<typeof replaceOlder>[2], "environment" | "say">;
  readonly beforeEnd?: Shutdown["beforeEnd"];
}

/** @throws UserError where the plan fails, or the run ends without one */
export async function planStack(
  client: TerraformCloudClient,
  request: StackRunRequest,
  observer: RunObserver,
): Promise<PlannedRun> {
  const workspace = await workspaceOfStack(client, request.terraformCloud, request.stack);
  const run = await waitForPlan(client, workspace, await announced(client, workspace, request, observer), observer);
  const address = runAddress(client, workspace, run.id);
  const standing = standingOf(run);
  if (standing === "ended unapplied") throw new UserError(await failure(client, workspace.stack, run, address));
  const isOver = standing === "nothing to apply";
  if (request.planOnly ? !isOver : isOver && run.hasChanges) {
    throw new UserError(unlikeRequest(workspace.stack, run, address));
  }
  return {
    stack: request.stack,
    workspace: workspace.name,
    run: run.id,
    address,
    status: run.status,
    standing,
    hasChanges: run.hasChanges,
    planId: run.planId,
    ...(await planSummary(client, run)),
  };
}

/** @returns the id of the new run, whose address is told even where the command is interrupted meanwhile */
async function announced(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  request: StackRunRequest,
  { created, replacing, beforeEnd = () => () => {} }: RunObserver,
): Promise<string> {
  let made: Promise<string> | undefined;
  const release = beforeEnd(async () => void (await made));
  const make = async () => {
    const { id } = await createRun(client, workspace, request);
    created(runAddress(client, workspace, id));
    return id;
  };
  try {
    made = make();
    const runId = await made;
    if (replacing !== undefined) await replaceOlder(client, workspace, { runId, ...replacing });
    return runId;
  } finally {
    release();
  }
}

async function failure(client: TerraformCloudClient, stack: string, run: Run, address: string): Promise<string> {
  switch (run.status) {
    case "errored":
      return `${await failureOf(client, stack, run.planId)} (${address})`;
    case "policy_soft_failed":
      return `the plan of ${stack} fails a policy that somebody would have to override: ${address}`;
    case "discarded":
    case "canceled":
    case "force_canceled":
      return `the run of ${stack} was ${run.status.replaceAll("_", " ")} by somebody: ${address}`;
    default:
      return unlikeRequest(stack, run, address);
  }
}

/** A plan that can be applied although it was asked not to be, or the other way round. */
function unlikeRequest(stack: string, run: Run, address: string): string {
  const problem =
    standingOf(run) === "held by a policy"
      ? "waits for somebody who may override a policy or a task"
      : `is ${run.status.replaceAll("_", " ")}, which is not what it was asked for`;
  return `the run of ${stack} ${problem}: ${address}`;
}

export function changesText({ hasChanges, additions, changes, destructions }: PlanSummary & Pick<Run, "hasChanges">) {
  if (!hasChanges) return "no changes";
  if (additions === undefined || changes === undefined || destructions === undefined) {
    return "changes, which the server does not count for this token";
  }
  if (additions + changes + destructions === 0) return "no resource changes, but outputs, addresses or imports do";
  return `${additions} to add, ${changes} to change, ${destructions} to destroy`;
}
