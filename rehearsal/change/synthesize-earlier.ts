import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ConfigurationError } from "../../config/diagnostics";
import { environmentNamed } from "../../config/environment-named";
import type { Environment } from "../../config/schema/environment";
import { planEnvironment } from "../../model/plan/environment-plan";
import { oldestProviderVersion } from "../../model/provider-features";
import { stackNames } from "../../model/stack-names";
import type { RunFolder } from "../../running/run-folder";
import { Unavailable } from "../../running/user-error";
import type { Rehearsal, RehearsalStep } from "../context";
import { synthesizedStacks, synthesizeStacks } from "../steps/synthesize";
import type { ChangeSource } from "./change-source";
import { assertChangeable } from "./changeable";
import { keepOnly, synthesizeByOwnProgram, treeOf } from "./commit-tree";

/** Beside the stacks of now, in the same depth: state and plans are found by paths relative to a stack's folder. */
function earlierFolder(folder: RunFolder): RunFolder {
  return { ...folder, output: join(folder.root, "cdktf.earlier") };
}

export const synthesizeEarlier: RehearsalStep = {
  title: "synthesize what the change begins from",
  run: async (rehearsal) => {
    const { change, folder, earlier, toolbox } = rehearsal;
    if (change === undefined) return {};
    const target = earlierFolder(folder);
    toolbox.shutdown.own(target.output);
    const { environment, madeBy, details } = await synthesizeFrom(change, rehearsal, target);
    assertChangeable(environment, rehearsal.environment);
    earlier.set({
      environment,
      plan: planEnvironment(environment),
      stacks: synthesizedStacks(environment, target),
      madeBy,
    });
    return { details: [madeBy, ...details] };
  },
};

interface Synthesized {
  readonly environment: Environment;
  readonly madeBy: string;
  readonly details: readonly string[];
}

async function synthesizeFrom(change: ChangeSource, rehearsal: Rehearsal, target: RunFolder): Promise<Synthesized> {
  const { name } = rehearsal.environment;
  if (change.kind === "folder") return byTodaysProgram(environmentNamed(change.folder, name), change, target);
  const tree = await treeOf(change.commit, rehearsal.toolbox);
  keepOnly(name, tree);
  try {
    await synthesizeByOwnProgram(tree, target.output, rehearsal.toolbox);
    assertUsable(rehearsal.environment, target);
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    return byTodaysProgram(environmentNamed(tree, name), change, target, error.message);
  }
  const madeBy = `made by the program of ${change.from} (${change.commit.slice(0, 10)})`;
  return { madeBy, ...readByTodaysProgram(tree, rehearsal.environment) };
}

function byTodaysProgram(
  environment: Environment,
  { from }: ChangeSource,
  target: RunFolder,
  reason?: string,
): Synthesized {
  synthesizeStacks([environment], target);
  const because = reason === undefined ? "" : `, because ${reason}`;
  return { environment, madeBy: `the configuration of ${from}, made by today's program${because}`, details: [] };
}

/** What the account has to hold before is known from the settings; those that today's schema refuses stand for themselves. */
function readByTodaysProgram(tree: string, today: Environment): Pick<Synthesized, "environment" | "details"> {
  try {
    return { environment: environmentNamed(tree, today.name), details: [] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const details = ["today's program cannot read its settings: what the account holds before is as today's expect it"];
    return { environment: today, details };
  }
}

const templateSchema = z.object({
  terraform: z.object({
    backend: z.object({ local: z.object({ path: z.string() }) }),
    required_providers: z.object({ aws: z.object({ version: z.string() }) }),
  }),
});

/** @throws Unavailable where another program's stacks cannot be continued by today's */
function assertUsable(environment: Environment, { output }: RunFolder): void {
  for (const name of stackNames(environment)) {
    const file = join(output, "stacks", name, "cdk.tf.json");
    if (!existsSync(file)) throw new Unavailable(`its own program makes no stack ${name}`);
    const { terraform } = templateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    const { version } = terraform.required_providers.aws;
    if (version !== oldestProviderVersion) {
      throw new Unavailable(
        `its own program rehearses with provider ${version}, and today's with ${oldestProviderVersion}`,
      );
    }
    if (terraform.backend.local.path !== `../../../.slipway/local/state/${name}.tfstate`) {
      throw new Unavailable(`its own program keeps the state of ${name} elsewhere`);
    }
  }
}
