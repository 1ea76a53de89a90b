import { z } from "zod";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import { configurationDigest } from "../terraform-cloud/configuration";
import { planJson } from "../terraform-cloud/plans";
import { TerraformCloudError } from "../terraform-cloud/refusal";
import { type Run, runAddress } from "../terraform-cloud/runs";
import type { StackWorkspace } from "../terraform-cloud/workspace-of-stack";
import type { ConfirmedConfiguration, EvidentPlan } from "./conditions";

/** @returns nothing where the server keeps no folder of it, or one that holds more than files */
export async function uploadedDigest(client: TerraformCloudClient, run: Run): Promise<string | undefined> {
  const id = run.configurationVersionId;
  if (id === undefined) return undefined;
  const archive = await orNothing(() => client.bytes(`/configuration-versions/${id}/download`));
  return archive === undefined ? undefined : configurationDigest(archive);
}

const userSchema = z.object({
  data: z.object({ attributes: z.object({ "is-service-account": z.boolean() }) }),
});

/**
 * What a person has approved last. Tokens of teams and of the organization are users of their own, which the server calls service
 * accounts: documentation, Account API.
 *
 * @param runs the newest first
 * @param own user of the token in hand
 */
export async function confirmedConfiguration(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  runs: readonly Run[],
  own: string,
): Promise<ConfirmedConfiguration> {
  const isService = new Map<string, boolean | undefined>([[own, true]]);
  for (const run of runs) {
    const { confirmedBy } = run;
    if (confirmedBy === undefined) continue;
    if (!isService.has(confirmedBy)) isService.set(confirmedBy, await isServiceAccount(client, confirmedBy));
    const address = runAddress(client, workspace, run.id);
    if (isService.get(confirmedBy) === undefined) {
      return { problem: `nobody can tell whether it was a person who confirmed ${address}` };
    }
    if (isService.get(confirmedBy) === false) return configurationOf(client, run, address);
  }
  return { problem: `no run of workspace ${workspace.name} was confirmed by a person` };
}

async function isServiceAccount(client: TerraformCloudClient, user: string): Promise<boolean | undefined> {
  return (await client.find(`/users/${user}`, userSchema))?.data.attributes["is-service-account"];
}

async function configurationOf(
  client: TerraformCloudClient,
  run: Run,
  address: string,
): Promise<ConfirmedConfiguration> {
  if (run.isDestroy) return { problem: `the last run that a person confirmed has destroyed it: ${address}` };
  const digest = await uploadedDigest(client, run);
  return digest === undefined
    ? { problem: `what a person confirmed last could not be read: ${address}` }
    : { digest, run: address };
}

const planSchema = z.object({
  // Terraform's documentation, JSON Output Format: absent where a version does not say it.
  complete: z.boolean().default(true),
  errored: z.boolean().default(false),
  deferred_changes: z.array(z.unknown()).default([]),
  action_invocations: z.array(z.unknown()).default([]),
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        mode: z.string(),
        type: z.string(),
        change: z.object({ actions: z.array(z.string()) }),
      }),
    )
    .default([]),
});

/** @returns nothing where the server gives no JSON of it, or not as Terraform writes it */
export async function evidentPlan(client: TerraformCloudClient, { planId }: Run): Promise<EvidentPlan | undefined> {
  const plan = planSchema.safeParse(await orNothing(() => planJson(client, planId))).data;
  if (plan === undefined) return undefined;
  const { complete, errored, deferred_changes: deferred, action_invocations: invocations } = plan;
  return {
    isComplete: complete && !errored && deferred.length + invocations.length === 0,
    changes: plan.resource_changes.map(({ change, ...resource }) => ({ ...resource, actions: change.actions })),
  };
}

/** What the server refuses is not known; whoever cannot be reached is told. */
async function orNothing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TerraformCloudError && error.status >= 400 && error.status < 500) return undefined;
    if (error instanceof TerraformCloudError && error.status === 204) return undefined;
    throw error;
  }
}
