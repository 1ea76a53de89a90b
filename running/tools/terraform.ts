import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { Unavailable, UserError } from "../user-error";
import { download } from "./download";
import { findProgram } from "./find-program";
import { installOnce } from "./install";
import { type Platform, platformOf, type Release, terraformRelease, terraformVersion } from "./releases";
import type { Toolbox } from "./toolbox";
import { isAtLeast } from "./version";

/** What `cdktf` and the stacks need. */
const oldestVersion = { major: 1, minor: 9 } as const;

/** @returns the terraform on PATH, or the pinned one, fetched once */
export async function findTerraform(toolbox: Toolbox): Promise<string> {
  const installed = findProgram("terraform", toolbox.environment);
  if (installed !== undefined) {
    const version = await versionOf(installed, toolbox);
    if (isAtLeast(version, oldestVersion)) return installed;
    toolbox.say(`terraform ${version} on PATH is older than ${oldestText}; using ${terraformVersion} instead`);
  }
  const platform = platformOf(process.platform, process.arch);
  if (platform === undefined) throw new Unavailable(missing("there is no release for this platform"));
  return fetchTerraform(toolbox, platform, terraformRelease(platform));
}

const oldestText = `${oldestVersion.major}.${oldestVersion.minor}`;

export async function fetchTerraform(toolbox: Toolbox, platform: Platform, release: Release): Promise<string> {
  const folder = await installOnce(toolbox, `terraform-${terraformVersion}-${platform}`, async (unfinished) => {
    toolbox.say(`fetching terraform ${terraformVersion}`);
    const archive = await fetched(`${toolbox.releaseHosts.terraform}/${release.path}`, release.sha256);
    const program = unzipSync(archive).terraform;
    if (program === undefined) throw new Unavailable(missing("its archive holds no terraform"));
    writeFileSync(join(unfinished, "terraform"), program, { mode: 0o755 });
  });
  return join(folder, "terraform");
}

async function fetched(url: string, sha256: string): Promise<Uint8Array> {
  try {
    return await download(url, sha256);
  } catch (error) {
    if (error instanceof UserError) throw new Unavailable(missing(error.message));
    throw error;
  }
}

function missing(reason: string): string {
  const command =
    process.platform === "darwin"
      ? "brew install hashicorp/tap/terraform"
      : "sudo apt-get install terraform (from HashiCorp's package repository)";
  return `terraform ${oldestText} or later is not on PATH and could not be fetched: ${reason}; install it with: ${command}`;
}

async function versionOf(program: string, toolbox: Toolbox): Promise<string> {
  const { stdout } = await toolbox.shutdown.children.run(program, ["version"], {
    env: { ...toolbox.environment, CHECKPOINT_DISABLE: "1" },
  });
  return /^Terraform v(\S+)/.exec(stdout)?.[1] ?? "of an unknown version";
}
