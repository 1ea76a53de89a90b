import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "./client";
import { endRun } from "./end-run";
import { TerraformCloudError } from "./refusal";
import { markedMessage } from "./run-message";
import { listRuns, type Run, runAddress, runDocument, workspaceAddress } from "./runs";
import { type Configuration, uploadConfiguration } from "./upload-configuration";
import type { StackWorkspace } from "./workspace-of-stack";

export interface RunRequest extends Configuration {
  readonly message: string;
  /** Tries the gate: nothing but the workspace's setting decides whether the run applies itself. */
  readonly triesGate?: boolean;
  /** Plans to remove all there is. */
  readonly isDestroy?: boolean;
}

/** The server makes a run that nobody has to approve. */
export class AppliesItself extends UserError {}

export async function createRun(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  request: RunRequest,
): Promise<Run> {
  const run = await queuedOnce(client, workspace, request, await uploadConfiguration(client, workspace, request));
  await refuseToApply(client, workspace, run);
  return run;
}

/** Makes it, looks for it where the answer was lost, and makes it once more where it is not there. */
async function queuedOnce(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  { planOnly, message, triesGate = false, isDestroy = false }: RunRequest,
  versionId: string,
): Promise<Run> {
  const marked = markedMessage(message, versionId);
  const document = {
    data: {
      type: "runs",
      // Said outright: without it the workspace's setting decides.
      attributes: {
        message: marked,
        "plan-only": planOnly,
        ...(isDestroy ? { "is-destroy": true } : {}),
        ...(triesGate ? {} : { "auto-apply": false }),
      },
      relationships: {
        workspace: { data: { type: "workspaces", id: workspace.id } },
        "configuration-version": { data: { type: "configuration-versions", id: versionId } },
      },
    },
  };
  const make = async () => (await client.post("/runs", document, runDocument)).data;
  const orFind = (otherwise: (problem: string) => Promise<Run>) => async (error: unknown) => {
    if (!(error instanceof TerraformCloudError) || !error.isUncertain) throw error;
    return (await runWith(client, workspace, marked, error.message)) ?? otherwise(error.message);
  };
  const giveUp = async (problem: string): Promise<Run> => {
    const address = workspaceAddress(client, workspace);
    throw new UserError(`${problem}; no run was found that it made, look again for "${marked}" in ${address}`);
  };
  return make().catch(orFind(() => make().catch(orFind(giveUp))));
}

/** @returns the run whose making was not answered, if it was made */
async function runWith(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  message: string,
  problem: string,
): Promise<Run | undefined> {
  // A server that answers too late may still be about to make it.
  await client.sleep(pauseMilliseconds);
  try {
    // Without the operations, plan-only runs are left out: documentation, Runs API, "List Runs in a Workspace".
    const runs = await listRuns(client, workspace, { "filter[operation]": "plan_only,plan_and_apply,destroy" });
    return runs.find((run) => run.message === message);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const address = workspaceAddress(client, workspace);
    throw new UserError(`${problem}; and whether a run was made cannot be told: look for "${message}" in ${address}`);
  }
}

const pauseMilliseconds = 1000;

/** A server that decides otherwise has no gate, so its run must not get to the apply. */
export async function refuseToApply(client: TerraformCloudClient, workspace: StackWorkspace, run: Run): Promise<void> {
  if (!run.autoApply) return;
  const address = runAddress(client, workspace, run.id);
  const sentence = `${client.hostname} made a run that applies itself, though it was asked for one that waits`;
  const problem = await endRun(client, run.id).catch((error: unknown) => {
    if (error instanceof UserError) return error.message;
    throw error;
  });
  throw new AppliesItself(
    problem === undefined
      ? `${sentence}; it was discarded: ${address}; look with: npx slipway gate NAME`
      : `${sentence}, and it could not be discarded (${problem}); discard it by hand at once: ${address}`,
  );
}
