import { join } from "node:path";
import { z } from "zod";
import type { StackJson } from "../../checks/scanners/scanner";
import type { Environment } from "../../config/schema/environment";
import { temporaryFolder } from "../../running/run-folder";
import { type FinishedStep, runStages, type Step, type StepObserver } from "../../running/run-stages";
import { mirroredProviders, mirroredVersions } from "../../running/tools/mirrored-provider";
import { type MirrorPlaces, mirrorPlaces } from "../../running/tools/provider-mirror";
import type { Platform } from "../../running/tools/releases";
import type { Toolbox } from "../../running/tools/toolbox";
import { UserError } from "../../running/user-error";
import { synthesizeForCloud } from "../synthesize-for-cloud";
import { lockedVersion, lockFileOf, writeLockFile } from "./lock-files";
import { LockingTerraform, RegistryUnreachable } from "./terraform-lock";

/** Terraform Cloud runs here. */
const cloudPlatform = "linux_amd64";
const platforms: readonly Platform[] = [cloudPlatform, "darwin_arm64", "darwin_amd64", "linux_arm64"];

interface Context {
  readonly terraform: LockingTerraform;
  readonly places: MirrorPlaces;
  readonly root: string;
}

/** A lock file's text, and where it comes from in words. */
interface Locked {
  readonly text: string;
  readonly origin: readonly string[];
}

/**
 * Writes the lock file of each stack of an environment. A stack that cannot be locked keeps its old one.
 *
 * @param places where mirrors may lie, for a machine without a way to the registry
 */
export async function lockStacks(
  environment: Environment,
  toolbox: Toolbox,
  observer: StepObserver,
  places = mirrorPlaces(toolbox.environment, toolbox.projectRoot),
): Promise<readonly FinishedStep[]> {
  const folder = temporaryFolder(toolbox.shutdown);
  const context = { terraform: await LockingTerraform.find(toolbox, folder), places, root: toolbox.projectRoot };
  const stacks = synthesizeForCloud(environment, join(folder, "cdktf.out"));
  const steps = [...byRange(stacks)].map(([range, names]) => lockStep(range, names));
  return runStages(steps, context, observer);
}

/** Stacks with one range share one answer: the provider has some hundred megabytes for every platform. */
function byRange(stacks: readonly StackJson[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const { name, text } of stacks) {
    const range = stackSchema.parse(JSON.parse(text)).terraform.required_providers.aws.version;
    names.set(range, [...(names.get(range) ?? []), name]);
  }
  return names;
}

/** Strict: a second provider would have to be locked too. */
const stackSchema = z.object({
  terraform: z.object({ required_providers: z.strictObject({ aws: z.object({ version: z.string() }) }) }),
});

function lockStep(range: string, stacks: readonly string[]): Step<Context> {
  return {
    title: `lock ${stacks.join(", ")}`,
    run: async (context, note) => {
      try {
        const { text, origin } = await lockedRange(range, context, note);
        for (const stack of stacks) writeLockFile(context.root, stack, text);
        return { details: [...origin, ...stacks.map(lockFileOf)] };
      } catch (error) {
        if (error instanceof UserError) return { problems: [`${stacks.join(", ")}: ${error.message}`] };
        throw error;
      }
    },
  };
}

async function lockedRange(range: string, context: Context, note: (text: string) => void): Promise<Locked> {
  try {
    const text = await context.terraform.lock({ range, platforms }, note);
    return { text, origin: [`${providerIn(text)} for ${platforms.join(", ")}`] };
  } catch (error) {
    if (error instanceof RegistryUnreachable) return lockedFromMirror(range, error.message, context, note);
    throw error;
  }
}

async function lockedFromMirror(
  range: string,
  whyNotRegistry: string,
  { terraform, places }: Context,
  note: (text: string) => void,
): Promise<Locked> {
  const mirrored = mirroredProviders(range, places).find((provider) => provider.platforms.includes(cloudPlatform));
  const because = `the registry cannot be reached (${whyNotRegistry})`;
  if (mirrored === undefined) {
    const others = mirroredVersions(places);
    throw new UserError(
      `${because}, and no mirror on this machine has the AWS provider ${range} for ${cloudPlatform}` +
        `${others.length === 0 ? "" : `, only ${others.join(", ")}`}; lock again where the registry can be reached`,
    );
  }
  const { mirror } = mirrored;
  const held = platforms.filter((platform) => mirrored.platforms.includes(platform));
  const missing = platforms.filter((platform) => !held.includes(platform));
  const text = await terraform.lock({ range, platforms: held, mirror }, note);
  return {
    text,
    origin: [
      `${providerIn(text)} for ${held.join(", ")} from ${mirror}, because ${because}`,
      ...(missing.length === 0
        ? []
        : [`missing: ${missing.join(", ")}; Terraform refuses the lock file there, so lock again with the registry`]),
    ],
  };
}

function providerIn(lockFile: string): string {
  return `AWS provider ${lockedVersion(lockFile)}`;
}
