import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildApp, designs } from "../app";
import type { StackJson } from "../checks/scanners/scanner";
import type { Configuration } from "../config/configuration";
import type { Environment } from "../config/schema/environment";
import type { Design } from "../model/design";
import { type EnvironmentPlan, planEnvironment } from "../model/plan/environment-plan";
import { stackNames } from "../model/stack-names";
import { scheduleArchive } from "../running/function-archive";

/** The three stacks of an environment, in a folder of the caller. */
export function synthesizeForCloud(environment: Environment, outdir: string): readonly StackJson[] {
  return synthesizeForScan(environment, [], outdir).stacks;
}

export interface ScannedStacks {
  readonly stacks: readonly StackJson[];
  readonly designs: readonly Design[];
  /** What the stacks are meant to be. */
  readonly plans: readonly EnvironmentPlan[];
  /** Every environment whose parts the account's stack holds. */
  readonly sharers: readonly EnvironmentPlan[];
}

/**
 * The same, with what the constructs say that they cause.
 *
 * @param others further environments of the account, whose parts of its stack are seen too
 */
export function synthesizeForScan(
  environment: Environment,
  others: readonly Environment[],
  outdir: string,
): ScannedStacks {
  const { account } = environment;
  const besides = others.filter((other) => other.name !== environment.name && other.account.name === account.name);
  const configuration: Configuration = { accounts: [account], environments: [environment, ...besides] };
  const app = buildApp(configuration, {
    outdir,
    target: { kind: "cloud" },
    functionArchive: () => scheduleArchive(process.cwd()),
  });
  app.synth();
  const stacks = stackNames(environment).map((name) => ({
    name,
    text: readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"),
  }));
  const sharers = configuration.environments.map(planEnvironment);
  return { stacks, designs: designs(app), plans: sharers.slice(0, 1), sharers };
}
