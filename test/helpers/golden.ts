import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "../../config/configuration";
import { cloud, rehearsal, stacksOf, terraformJson } from "./stacks";

export const goldenFolder = "test/golden";
export const statefulAddressesFile = join(goldenFolder, "stateful-addresses.json");

/**
 * Golden files by their path below `test/golden`: the Terraform JSON of every stack for both targets. cdktf's metadata is left
 * out, so that an update of cdktf alone changes nothing; the settings of Terraform and of the provider are kept, as they say
 * where the state is and which providers are accepted.
 */
export function goldenFiles(configuration: Configuration): ReadonlyMap<string, string> {
  const targets = [
    { folder: "cloud", target: cloud },
    { folder: "local", target: rehearsal },
  ];
  return new Map(
    targets.flatMap(({ folder, target }) =>
      stacksOf(configuration, target).map(
        (stack) => [`${folder}/${stack.node.id}.json`, terraformJson(stack)] as const,
      ),
    ),
  );
}

/** Paths below `test/golden` of the stacks that are there. */
export function goldenFileNames(): readonly string[] {
  return ["cloud", "local"].flatMap((target) =>
    readdirSync(join(goldenFolder, target)).map((name) => `${target}/${name}`),
  );
}

export function readGolden(name: string): string {
  return readFileSync(join(goldenFolder, name), "utf8");
}
