import { z } from "zod";
import type { TerraformCloudClient } from "./client";
import type { StackWorkspace } from "./workspace-of-stack";

const link = z.object({ data: z.object({ id: z.string() }).nullish() }).optional();

const runSchema = z
  .object({
    id: z.string(),
    attributes: z.object({
      status: z.string(),
      message: z.string().nullish(),
      "auto-apply": z.boolean().default(false),
      "has-changes": z.boolean(),
      "plan-only": z.boolean().default(false),
      "is-destroy": z.boolean().default(false),
      "created-at": z.string().nullish(),
      "status-timestamps": z.object({ "applying-at": z.string().nullish() }).nullish(),
      actions: z.object({
        "is-confirmable": z.boolean(),
        "is-discardable": z.boolean(),
        "is-cancelable": z.boolean(),
      }),
    }),
    relationships: z.object({
      plan: z.object({ data: z.object({ id: z.string() }) }),
      "configuration-version": link,
      "created-by": link,
      "confirmed-by": link,
    }),
  })
  .transform(({ id, attributes, relationships }) => ({
    id,
    status: attributes.status,
    message: attributes.message ?? "",
    autoApply: attributes["auto-apply"],
    hasChanges: attributes["has-changes"],
    planOnly: attributes["plan-only"],
    isDestroy: attributes["is-destroy"],
    createdAt: attributes["created-at"] ?? undefined,
    /** Whether its apply has begun. */
    hasBegun: (attributes["status-timestamps"]?.["applying-at"] ?? undefined) !== undefined,
    /** Of the run, not of the token: documentation, Runs API, `actions` beside `permissions`. */
    isConfirmable: attributes.actions["is-confirmable"],
    isDiscardable: attributes.actions["is-discardable"],
    isCancelable: attributes.actions["is-cancelable"],
    planId: relationships.plan.data.id,
    configurationVersionId: relationships["configuration-version"]?.data?.id,
    /** Users, which tokens of teams have too. */
    createdBy: relationships["created-by"]?.data?.id,
    confirmedBy: relationships["confirmed-by"]?.data?.id,
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
  atMost = mostRuns,
): Promise<readonly Run[]> {
  return client.list(`/workspaces/${id}/runs?${new URLSearchParams(query)}`, runSchema, atMost);
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
