import { UserError } from "../../running/user-error";
import { nothing, type TerraformCloudClient } from "../terraform-cloud/client";
import { TerraformCloudError } from "../terraform-cloud/refusal";
import { isOver, standingOf } from "../terraform-cloud/run-statuses";
import { type Run, readRun, runAddress } from "../terraform-cloud/runs";
import type { Waiting } from "../terraform-cloud/wait-for-plan";
import type { StackWorkspace } from "../terraform-cloud/workspace-of-stack";

/**
 * The one place in Slipway that confirms a run: of a schedule, after the table of its exemption (ADR 0027).
 *
 * @throws UserError where the apply fails, or goes on for longer than this waits
 */
export async function confirmAndWait(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  planned: Run,
  { note, timeoutSeconds }: Waiting,
): Promise<void> {
  const address = runAddress(client, workspace, planned.id);
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const run = await readRun(client, planned.id);
    const standing = standingOf(run);
    if (standing === "applied") return;
    if (standing === "at the gate") await confirm(client, run);
    if (isOver(standing)) throw new UserError(`the apply of ${workspace.stack} has ${run.status}: ${address}`);
    note(run.status.replaceAll("_", " "));
    if (Date.now() > deadline) {
      throw new UserError(`after ${timeoutSeconds} seconds the run is still ${run.status}, and goes on: ${address}`);
    }
    await client.sleep(pollMilliseconds);
  }
}

/** Where the answer is lost, or the run has moved on meanwhile (409), the next look says whether it was confirmed. */
async function confirm(client: TerraformCloudClient, { id }: Run): Promise<void> {
  try {
    await client.post(`/runs/${id}/actions/apply`, {}, nothing);
  } catch (error) {
    if (!(error instanceof TerraformCloudError) || !(error.isUncertain || error.status === 409)) throw error;
  }
}

const pollMilliseconds = 2000;
