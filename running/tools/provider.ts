import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Unavailable, UserError } from "../user-error";
import { installOnce } from "./install";
import { findProvider, mirrorPlaces } from "./provider-mirror";
import type { Toolbox } from "./toolbox";

/** Runs `terraform init` in a folder. */
export interface Initializer {
  readonly init: (stack: {
    readonly name: string;
    readonly folder: string;
    readonly planFile: string;
  }) => Promise<void>;
}

/** @returns the AWS provider's folder: on disk, else fetched once by Terraform itself, which checks its signature */
export async function providerFolder(toolbox: Toolbox, version: string, terraform: Initializer): Promise<string> {
  const places = mirrorPlaces(toolbox.environment, toolbox.projectRoot);
  const found = findProvider(version, places);
  if (found !== undefined) return found;
  await installOnce(toolbox, `provider-${version}`, async (folder) => {
    toolbox.say(`fetching the AWS provider ${version}, once`);
    const aws = { source: "hashicorp/aws", version };
    writeFileSync(join(folder, "versions.tf.json"), JSON.stringify({ terraform: { required_providers: { aws } } }));
    await initialize(terraform, folder, version);
  });
  const fetched = findProvider(version, places);
  if (fetched === undefined) throw new Unavailable(missing(version, "terraform did not install it"));
  return fetched;
}

async function initialize(terraform: Initializer, folder: string, version: string): Promise<void> {
  try {
    await terraform.init({ name: "provider", folder, planFile: join(folder, "plan") });
  } catch (error) {
    if (error instanceof UserError) throw new Unavailable(missing(version, error.message));
    throw error;
  }
}

function missing(version: string, reason: string): string {
  return (
    `the AWS provider ${version} is neither on disk nor to be fetched: ${reason}; ` +
    "bring it with: terraform providers mirror ~/.terraform.d/plugins (run where the registry can be reached)"
  );
}
