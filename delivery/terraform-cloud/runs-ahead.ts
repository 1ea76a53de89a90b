import { z } from "zod";
import type { TerraformCloudClient } from "./client";
import { endRun } from "./end-run";
import { isRunOf } from "./run-message";
import { isOver, standingOf } from "./run-statuses";
import { listRuns, type Run, runAddress, workspaceAddress } from "./runs";
import type { StackWorkspace } from "./workspace-of-stack";

/**
 * The runs of the workspace that have to end before this one starts, the oldest first. Plan-only and saved runs hold nobody
 * up: documentation, Run Modes and Options.
 */
async function runsAhead(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  runId: string,
): Promise<readonly Run[]> {
  const runs = await listRuns(client, workspace, { "filter[status_group]": "non_final" });
  const own = runs.findIndex(({ id }) => id === runId);
  return runs
    .slice(own + 1)
    .filter((run) => !run.planOnly && run.status !== "planned_and_saved" && !isOver(standingOf(run)))
    .reverse();
}

const workspaceSchema = z.object({ data: z.object({ attributes: z.object({ locked: z.boolean() }) }) });

/** What a pending run waits for, with the addresses that a person needs to act. */
export async function whyPending(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  runId: string,
): Promise<string> {
  const ahead = await runsAhead(client, workspace, runId);
  if (ahead.length > 0) {
    return `pending: waits for ${ahead.map((run) => `${runAddress(client, workspace, run.id)} (${words(run)})`).join(", ")}`;
  }
  const { data } = await client.get(`/workspaces/${workspace.id}`, workspaceSchema);
  return data.attributes.locked
    ? `pending: waits until the workspace is unlocked, ${workspaceAddress(client, workspace)}`
    : "pending: waits for the organization's other runs, or for an agent";
}

function words({ status }: Run): string {
  return status.replaceAll("_", " ");
}

/**
 * Ends what `slipway run` of the same environment has left waiting here before, so that this run comes to its gate. Nobody
 * else's run is touched, and none that works or that a person has confirmed.
 */
export async function replaceOlder(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  { runId, environment, say }: { readonly runId: string; readonly environment: string; readonly say: Say },
): Promise<void> {
  const older = (await runsAhead(client, workspace, runId)).filter((run) => isReplaceable(run, environment));
  // The newest first: as soon as the one ahead of them is gone, the next would begin to work.
  for (const { id } of older.reverse()) {
    const problem = await endRun(client, id, (run) => isReplaceable(run, environment));
    const address = runAddress(client, workspace, id);
    say(
      problem === undefined
        ? `${workspace.stack}: discarded ${address}, an older run that waited`
        : `${workspace.stack}: could not discard ${address}, an older run that waits: ${problem}`,
    );
  }
}

type Say = (text: string) => void;

function isReplaceable(run: Run, environment: string): boolean {
  const standing = standingOf(run);
  const waits = run.status === "pending" || standing === "at the gate" || standing === "held by a policy";
  return waits && isRunOf(environment, run.message);
}
