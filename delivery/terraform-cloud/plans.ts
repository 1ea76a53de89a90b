import { z } from "zod";
import { plainError } from "../../running/terraform";
import { errorTexts } from "../../running/terraform-messages";
import { nothing, type TerraformCloudClient } from "./client";

const planSchema = z.object({
  data: z.object({
    attributes: z.object({
      "resource-additions": z.number().nullish(),
      "resource-changes": z.number().nullish(),
      "resource-destructions": z.number().nullish(),
      "log-read-url": z.string().optional(),
    }),
  }),
});

export interface PlanSummary {
  readonly additions: number;
  readonly changes: number;
  readonly destructions: number;
}

export async function planSummary(client: TerraformCloudClient, planId: string): Promise<PlanSummary> {
  const { attributes } = (await client.get(`/plans/${planId}`, planSchema)).data;
  return {
    additions: attributes["resource-additions"] ?? 0,
    changes: attributes["resource-changes"] ?? 0,
    destructions: attributes["resource-destructions"] ?? 0,
  };
}

/**
 * Terraform's own JSON of a plan, without sensitive values: the whole of it is only for who administers the workspace,
 * and the pipeline's team does not. A server without the redacted form is asked for the other.
 */
export async function planJson(client: TerraformCloudClient, planId: string): Promise<unknown> {
  const path = `/plans/${planId}/json-output`;
  return (await client.find(`${path}-redacted`, nothing)) ?? client.get(path, nothing);
}

/** Why a plan failed, in Terraform's words. */
export async function planErrors(client: TerraformCloudClient, planId: string): Promise<string> {
  const url = (await client.get(`/plans/${planId}`, planSchema)).data.attributes["log-read-url"];
  if (url === undefined) return "the server keeps no log of it";
  const log = await client.download(url);
  const structured = errorTexts(log);
  return structured.length > 0 ? structured.join("\n") : plainError({ exitCode: 1, stdout: log, stderr: "" });
}
