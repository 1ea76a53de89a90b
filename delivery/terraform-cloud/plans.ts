import { z } from "zod";
import { plainText } from "../../running/plain-text";
import { plainError } from "../../running/terraform";
import { errorTexts } from "../../running/terraform-messages";
import { UserError } from "../../running/user-error";
import { nothing, type TerraformCloudClient } from "./client";
import { TerraformCloudError } from "./refusal";
import type { Run } from "./runs";

/** OpenAPI document, plans: nullable. */
const count = z
  .number()
  .nullish()
  .transform((number) => number ?? 0);

const planSchema = z.object({
  data: z.object({
    attributes: z.object({
      status: z.string(),
      "resource-additions": count,
      "resource-changes": count,
      "resource-destructions": count,
      "log-read-url": z.string().nullish(),
    }),
  }),
});

/** Absent where neither the server nor the plan's JSON tells. */
export interface PlanSummary {
  readonly additions?: number;
  readonly changes?: number;
  readonly destructions?: number;
}

export async function planSummary(
  client: TerraformCloudClient,
  { planId, hasChanges }: Pick<Run, "planId" | "hasChanges">,
): Promise<PlanSummary> {
  if (!hasChanges) return { additions: 0, changes: 0, destructions: 0 };
  const { attributes } = (await client.get(`/plans/${planId}`, planSchema)).data;
  const {
    "resource-additions": additions,
    "resource-changes": changes,
    "resource-destructions": destructions,
  } = attributes;
  // A server that leaves them out is not believed to have counted none.
  if (additions + changes + destructions > 0) return { additions, changes, destructions };
  try {
    return countsIn(await planJson(client, planId));
  } catch (error) {
    if (error instanceof TerraformCloudError) return {};
    throw error;
  }
}

const planJsonSchema = z.object({
  resource_changes: z.array(z.object({ change: z.object({ actions: z.array(z.string()) }) })).default([]),
});

/** As Terraform counts: what is replaced is added and destroyed. */
function countsIn(plan: unknown): PlanSummary {
  const actions = planJsonSchema.safeParse(plan).data?.resource_changes.flatMap(({ change }) => change.actions);
  if (actions === undefined) return {};
  const times = (wanted: string) => actions.filter((action) => action === wanted).length;
  return { additions: times("create"), changes: times("update"), destructions: times("delete") };
}

/**
 * Terraform's own JSON of a plan, without sensitive values: the whole of it is only for who administers the workspace,
 * and the pipeline's team does not. A server without the redacted form is asked for the other.
 */
export async function planJson(client: TerraformCloudClient, planId: string): Promise<unknown> {
  const path = `/plans/${planId}/json-output`;
  const plan = (await client.find(`${path}-redacted`, nothing)) ?? (await client.get(path, nothing));
  if (plan === undefined) throw new TerraformCloudError(`${client.hostname} keeps no JSON of ${planId}`, 204, false);
  return plan;
}

/** Why a run that has failed did, in Terraform's words where it is the plan that did. */
export async function failureOf(client: TerraformCloudClient, stack: string, planId: string): Promise<string> {
  const { status, "log-read-url": url } = (await client.get(`/plans/${planId}`, planSchema)).data.attributes;
  // Documentation, Run States and Stages: a mandatory policy or task ends the run as errored, before its plan or after.
  if (status !== "errored") return `the run of ${stack} failed at a policy or a task, or when it was applied`;
  return `the plan of ${stack} failed: ${url == null ? "the server keeps no log of it" : await errorsIn(client, url)}`;
}

/** Terraform's messages where the workspace has structured run output, else what a terminal shows. */
async function errorsIn(client: TerraformCloudClient, url: string): Promise<string> {
  try {
    const log = await client.download(url);
    const structured = errorTexts(log);
    if (structured.length > 0) return plainText(structured.join("\n"));
    return plainError({ exitCode: 1, stdout: log.replaceAll(/^[╷│╵] ?/gm, ""), stderr: "" });
  } catch (error) {
    if (error instanceof UserError) return `its log cannot be read, ${error.message}`;
    throw error;
  }
}
