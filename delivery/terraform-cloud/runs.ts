import { z } from "zod";
import type { TerraformCloudClient } from "./client";
import type { StackWorkspace } from "./workspace-of-stack";

const runSchema = z
  .object({
    id: z.string(),
    attributes: z.object({
      status: z.string(),
      message: z.string().nullish(),
      "auto-apply": z.boolean().default(false),
      "has-changes": z.boolean(),
      "plan-only": z.boolean().default(false),
      actions: z.object({
        "is-confirmable": z.boolean(),
        "is-discardable": z.boolean(),
        "is-cancelable": z.boolean(),
      }),
    }),
    relationships: z.object({ plan: z.object({ data: z.object({ id: z.string() }) }) }),
  })
  .transform(({ id, attributes, relationships }) => ({
    id,
    status: attributes.status,
    message: attributes.message ?? "",
    autoApply: attributes["auto-apply"],
    hasChanges: attributes["has-changes"],
    planOnly: attributes["plan-only"],
    /** Of the run, not of the token: documentation, Runs API, `actions` beside `permissions`. */
    isConfirmable: attributes.actions["is-confirmable"],
    isDiscardable: attributes.actions["is-discardable"],
    isCancelable: attributes.actions["is-cancelable"],
    planId: relationships.plan.data.id,
  }));

/** A run as the server describes it. */
export type Run = Readonly<z.output<typeof runSchema>>;

export const runDocument = z.object({ data: runSchema });

export async function readRun(client: TerraformCloudClient, runId: string): Promise<Run> {
  return (await client.get(`/runs/${runId}`, runDocument)).data;
}

/** A page is enough: those that are not over, or that a word in the message tells from all others. */
const mostRuns = 100;

/** The newest first. The server is asked 30 times a minute at most: documentation, Runs API, "List Runs in a Workspace". */
export function listRuns(
  client: TerraformCloudClient,
  { id }: StackWorkspace,
  query: Readonly<Record<string, string>>,
): Promise<readonly Run[]> {
  return client.list(`/workspaces/${id}/runs?${new URLSearchParams(query)}`, runSchema, mostRuns);
}

export function runAddress(
  { hostname }: TerraformCloudClient,
  { organization, name }: StackWorkspace,
  runId: string,
): string {
  return `https://${hostname}/app/${organization}/${name}/runs/${runId}`;
}

export function workspaceAddress({ hostname }: TerraformCloudClient, { organization, name }: StackWorkspace): string {
  return `https://${hostname}/app/${organization}/workspaces/${name}`;
}
