import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { UserError } from "../../running/user-error";
import { nothing, type TerraformCloudClient } from "./client";
import type { StackWorkspace } from "./workspace-of-stack";

export interface RunRequest {
  /** Speculative: it can never be applied. */
  readonly planOnly: boolean;
  readonly message: string;
  /** The stack's folder as a .tar.gz. */
  readonly configuration: Uint8Array;
  /** Tries the gate: the workspace's setting decides whether the run applies itself, and it stops without changes too. */
  readonly triesGate?: boolean;
}

/** The server makes a run that nobody has to approve. */
export class AppliesItself extends UserError {}

const versionSchema = z.object({
  data: z.object({ id: z.string(), attributes: z.object({ status: z.string(), "upload-url": z.string().optional() }) }),
});

const runSchema = z.object({
  data: z.object({
    id: z.string(),
    attributes: z.object({
      status: z.string(),
      "auto-apply": z.boolean().default(false),
      "has-changes": z.boolean().default(false),
      actions: z.object({ "is-discardable": z.boolean() }),
    }),
    relationships: z.object({ plan: z.object({ data: z.object({ id: z.string() }) }) }),
  }),
});

/** A run as the server describes it. */
export interface Run {
  readonly id: string;
  readonly status: string;
  readonly autoApply: boolean;
  readonly hasChanges: boolean;
  readonly isDiscardable: boolean;
  readonly planId: string;
}

/** Before the plan is there; every other status ends the wait. */
const planning: ReadonlySet<string> = new Set([
  "pending",
  "fetching",
  "fetching_completed",
  "pre_plan_running",
  "pre_plan_completed",
  "queuing",
  "plan_queued",
  "planning",
  "cost_estimating",
  "cost_estimated",
  "policy_checking",
  "post_plan_running",
]);

export async function createRun(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  { planOnly, message, configuration, triesGate = false }: RunRequest,
): Promise<Run> {
  const versionId = await uploaded(client, workspace, { planOnly, configuration });
  const { data } = await client.post(
    "/runs",
    {
      data: {
        type: "runs",
        // Said outright: without it the workspace's setting decides.
        attributes: {
          message,
          "plan-only": planOnly,
          ...(triesGate ? { "allow-empty-apply": true } : { "auto-apply": false }),
        },
        relationships: {
          workspace: { data: { type: "workspaces", id: workspace.id } },
          "configuration-version": { data: { type: "configuration-versions", id: versionId } },
        },
      },
    },
    runSchema,
  );
  const run = runOf(data);
  if (run.autoApply) await refuseToGoOn(client, workspace, run);
  return run;
}

/** @returns the id of the configuration version */
async function uploaded(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  { planOnly, configuration }: Pick<RunRequest, "planOnly" | "configuration">,
): Promise<string> {
  const attributes = { "auto-queue-runs": false, speculative: planOnly };
  const document = { data: { type: "configuration-versions", attributes } };
  const { data } = await client.post(`/workspaces/${workspace.id}/configuration-versions`, document, versionSchema);
  const url = data.attributes["upload-url"];
  if (url === undefined) throw new UserError(`${client.hostname} names no address for the upload`);
  await client.upload(url, configuration);
  let status = data.attributes.status;
  while (status !== "uploaded") {
    if (status === "errored") throw new UserError(`${client.hostname} could not read the uploaded configuration`);
    ({ status } = (await client.get(`/configuration-versions/${data.id}`, versionSchema)).data.attributes);
    if (status !== "uploaded") await sleep(pollMilliseconds);
  }
  return data.id;
}

/** A server that decides otherwise has no gate, so its run must not get to the apply. */
async function refuseToGoOn(client: TerraformCloudClient, workspace: StackWorkspace, run: Run): Promise<never> {
  const address = runAddress(client, workspace, run.id);
  const sentence = `${client.hostname} made a run that applies itself, though it was asked for one that waits`;
  try {
    await client.post(`/runs/${run.id}/actions/${run.isDiscardable ? "discard" : "cancel"}`, {}, nothing);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new AppliesItself(`${sentence}, and it could not be discarded; discard it by hand at once: ${address}`);
  }
  throw new AppliesItself(`${sentence}; it was discarded: ${address}; look with: npx slipway gate NAME`);
}

export interface Waiting {
  /** Told what the server says beside the running step. */
  readonly note: (text: string) => void;
  readonly timeoutSeconds: number;
}

/** @returns the run when its plan is there, or when it has failed */
export async function waitForPlan(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  runId: string,
  { note, timeoutSeconds }: Waiting,
): Promise<Run> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const run = await readRun(client, runId);
    if (run.autoApply) await refuseToGoOn(client, workspace, run);
    if (!planning.has(run.status)) return run;
    note(run.status === "pending" ? await whyPending(client, workspace, runId) : run.status.replaceAll("_", " "));
    if (Date.now() > deadline) {
      throw new UserError(
        `after ${timeoutSeconds} seconds the run is still ${run.status}, and goes on without this command: ` +
          runAddress(client, workspace, runId),
      );
    }
    await sleep(pollMilliseconds);
  }
}

export async function readRun(client: TerraformCloudClient, runId: string): Promise<Run> {
  return runOf((await client.get(`/runs/${runId}`, runSchema)).data);
}

const currentRunSchema = z.object({
  data: z.object({
    relationships: z.object({ "current-run": z.object({ data: z.object({ id: z.string() }).nullable() }).optional() }),
  }),
});

async function whyPending(client: TerraformCloudClient, workspace: StackWorkspace, runId: string): Promise<string> {
  const { data } = await client.get(`/workspaces/${workspace.id}`, currentRunSchema);
  const ahead = data.relationships["current-run"]?.data?.id;
  return ahead === undefined || ahead === runId ? "pending" : `waits for ${runAddress(client, workspace, ahead)}`;
}

export function runAddress(
  { hostname }: TerraformCloudClient,
  { organization, name }: StackWorkspace,
  runId: string,
): string {
  return `https://${hostname}/app/${organization}/${name}/runs/${runId}`;
}

function runOf({ id, attributes, relationships }: z.output<typeof runSchema>["data"]): Run {
  return {
    id,
    status: attributes.status,
    autoApply: attributes["auto-apply"],
    hasChanges: attributes["has-changes"],
    isDiscardable: attributes.actions["is-discardable"],
    planId: relationships.plan.data.id,
  };
}

const pollMilliseconds = 1000;
