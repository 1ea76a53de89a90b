import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { EmulatorClientSettings as ClientSettings } from "./aws-client";
import type { SynthesizedStack } from "./context";

type AppliedStack = Pick<SynthesizedStack, "name" | "folder">;

/**
 * ARN of the role that applies a stack, and destroys it; nothing for the account's own stack, which an administrator makes:
 * its guards refuse its role their change.
 */
export function applyRole({ account, stacks }: EnvironmentPlan, { name }: AppliedStack): string | undefined {
  return name === stacks.account ? undefined : account.arns.applyRole(name);
}

/** ARN of the role that plans a stack once the account's stack is there. */
export function planRole({ account }: EnvironmentPlan, { name }: AppliedStack): string {
  return account.arns.planRole(name);
}

/** Terraform's work on a stack as the role does it; without one, as an administrator. */
export async function underRole<Result>(
  { folder }: AppliedStack,
  role: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (role === undefined) return work();
  const override = join(folder, "role_override.tf.json");
  const assumed = { role_arn: role, session_name: sessionName };
  // Terraform merges it into the provider of the synthesized JSON, which stays as it will be deployed.
  writeFileSync(override, JSON.stringify({ provider: { aws: [{ assume_role: [assumed] }] } }));
  try {
    return await work();
  } finally {
    rmSync(override);
  }
}

/** Settings of clients that call as the role; as an administrator where the account has none, because it knows no GitHub. */
export async function settingsOf(settings: ClientSettings, role: string | undefined): Promise<ClientSettings> {
  if (role === undefined) return settings;
  const assumed = await new STSClient(settings).send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: sessionName }),
  );
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = assumed.Credentials ?? {};
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  return { ...settings, credentials };
}

const sessionName = "slipway-rehearsal";
