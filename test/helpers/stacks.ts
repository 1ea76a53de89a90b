import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Testing } from "cdktf";
import { buildApp } from "../../app";
import type { Configuration } from "../../config/configuration";
import type { Environment } from "../../config/schema/environment";
import { oldestProviderVersion } from "../../model/provider-features";
import { AwsStack } from "../../stacks/aws-stack";
import type { Target } from "../../stacks/target";

export const cloud: Target = { kind: "cloud" };
export const rehearsal: Target = { kind: "local", providerVersion: oldestProviderVersion };

/** Stands in for the schedule's program: what is read from the sources would change golden files with each edit. */
export const functionArchive = () => ({
  path: resolve("test/helpers/schedule.zip"),
  hash: "8739c76e681f",
});

/** The stacks that the app makes of a whole configuration. */
export function stacksOf(configuration: Configuration, target: Target): readonly AwsStack[] {
  // cdktf's App makes its output folder at once; nothing is ever written there.
  const outdir = mkdtempSync(join(tmpdir(), "slipway-app-"));
  try {
    return buildApp(configuration, { outdir, target, functionArchive }).node.children.filter(
      (child) => child instanceof AwsStack,
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

export function configurationOf(...environments: readonly Environment[]): Configuration {
  const accounts = new Map(environments.map(({ account }) => [account.name, account]));
  return { accounts: [...accounts.values()], environments };
}

/** A stack's Terraform JSON without the metadata of cdktf, keys sorted. */
export function terraformJson(stack: AwsStack): string {
  return `${Testing.synth(stack, true)}\n`;
}

/** The same with metadata: where the program made each resource. */
export function terraformJsonWithPaths(stack: AwsStack): string {
  // Runs the aspects and validations, which `toTerraform` alone does not.
  Testing.synth(stack, true);
  return JSON.stringify(stack.toTerraform());
}
