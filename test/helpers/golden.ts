import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "../../config/configuration";
import { type FixtureName, fixtureFolder, synthesizedFixtureNames } from "./fixtures";
import { cloud, rehearsal, stacksOf, terraformJson } from "./stacks";

/** A project, and where the golden files of its stacks are. */
export interface GoldenProject {
  readonly root: string;
  readonly folder: string;
}

/** What `config/` says, which is its users' to change. */
export const ownProject: GoldenProject = { root: ".", folder: "test/golden" };

export function fixtureProject(name: FixtureName): GoldenProject {
  return { root: fixtureFolder(name), folder: `test/golden/fixtures/${name}` };
}

export const goldenProjects = [ownProject, ...synthesizedFixtureNames.map(fixtureProject)];

export const goldenTargets = { cloud, local: rehearsal };

/**
 * Golden files by their path below the project's folder: the Terraform JSON of every stack for both targets. cdktf's metadata
 * is left out, so that an update of cdktf alone changes nothing; the settings of Terraform and of the provider are kept, as
 * they say where the state is and which providers are accepted.
 */
export function goldenFiles(configuration: Configuration): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(goldenTargets).flatMap(([folder, target]) =>
      stacksOf(configuration, target).map(
        (stack) => [`${folder}/${stack.node.id}.json`, terraformJson(stack)] as const,
      ),
    ),
  );
}

/** The golden files that are there. */
export function readGolden({ folder }: GoldenProject): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(goldenTargets).flatMap((target) =>
      readdirSync(join(folder, target)).map(
        (name) => [`${target}/${name}`, readFileSync(join(folder, target, name), "utf8")] as const,
      ),
    ),
  );
}
