import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { buildApp, type CarriedByStack, carriedByStack } from "../../app";
import type { Environment } from "../../config/schema/environment";
import { featureFacts, oldestProviderVersion } from "../../model/provider-features";
import { stackNames } from "../../model/stack-names";
import { scheduleArchive } from "../../running/function-archive";
import { replaceOutput } from "../../running/replace-output";
import type { RunFolder } from "../../running/run-folder";
import type { RehearsalStep, SynthesizedStack } from "../context";

export const synthesize: RehearsalStep = {
  title: "synthesize",
  run: async ({ environment, folder, stacks }) => {
    const made = synthesizedStacks(environment, folder, synthesizeStacks([environment], folder));
    stacks.set(made);
    return { details: made.map(({ name, resourcesByType }) => `${name}: ${total(resourcesByType)} resources`) };
  },
};

/** @param environments of one account @returns what the target leaves out, and the providers that may deploy the rest */
export function synthesizeStacks(environments: readonly Environment[], { output }: RunFolder): CarriedByStack {
  const configuration = { accounts: environments.slice(0, 1).map(({ account }) => account), environments };
  const target = { kind: "local", providerVersion: oldestProviderVersion } as const;
  let carried: CarriedByStack = new Map();
  replaceOutput(output, (outdir) => {
    const app = buildApp(configuration, { outdir, target, functionArchive: () => scheduleArchive(process.cwd()) });
    app.synth();
    carried = carriedByStack(app);
  });
  return carried;
}

/** What was written for an environment, in the order in which it is applied. */
export function synthesizedStacks(
  environment: Environment,
  folder: RunFolder,
  carried: CarriedByStack = new Map(),
): readonly SynthesizedStack[] {
  return stackNames(environment).map((name) => synthesizedStack(name, folder, carried.get(name)));
}

const stackSchema = z.object({ resource: z.record(z.string(), z.record(z.string(), z.unknown())).default({}) });

function synthesizedStack(
  name: string,
  folder: RunFolder,
  { leftOut, range }: NonNullable<ReturnType<CarriedByStack["get"]>> = { leftOut: [], range: "" },
): SynthesizedStack {
  const stackFolder = join(folder.output, "stacks", name);
  const { resource } = stackSchema.parse(JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8")));
  const counts = Object.entries(resource).map(([type, instances]) => [type, Object.keys(instances).length] as const);
  return {
    name,
    folder: stackFolder,
    planFile: join(folder.local, `${name}.tfplan`),
    resourcesByType: Object.fromEntries(counts),
    providerRange: range,
    leftOut: leftOut.map(({ feature, path }) => `${featureFacts(feature).title}: ${path.join(".")}`),
  };
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
