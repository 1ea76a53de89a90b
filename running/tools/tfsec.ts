import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Unavailable, UserError } from "../user-error";
import { download } from "./download";
import { findProgram } from "./find-program";
import { installOnce } from "./install";
import { type Platform, platformOf, type Release, tfsecRelease, tfsecVersion } from "./releases";
import type { Toolbox } from "./toolbox";

const goPackage = `github.com/aquasecurity/tfsec/cmd/tfsec@v${tfsecVersion}`;

/** @returns tfsec of the pinned version: on PATH, else fetched once, else built by Go where only that is to be had */
export async function findTfsec(toolbox: Toolbox): Promise<string> {
  const installed = findProgram("tfsec", toolbox.environment);
  if (installed !== undefined && (await isPinnedVersion(installed, toolbox))) return installed;
  const platform = platformOf(process.platform, process.arch);
  const reason = `tfsec ${tfsecVersion} has no release for this platform`;
  if (platform === undefined) return buildTfsec(toolbox, reason);
  try {
    return await fetchTfsec(toolbox, platform, tfsecRelease(platform));
  } catch (error) {
    if (error instanceof UserError) return buildTfsec(toolbox, error.message);
    throw error;
  }
}

export async function fetchTfsec(toolbox: Toolbox, platform: Platform, release: Release): Promise<string> {
  const folder = await installOnce(toolbox, folderName(platform), async (unfinished) => {
    toolbox.say(`fetching tfsec ${tfsecVersion}`);
    const program = await download(`${toolbox.releaseHosts.tfsec}/${release.path}`, release.sha256);
    writeFileSync(join(unfinished, "tfsec"), program, { mode: 0o755 });
  });
  return join(folder, "tfsec");
}

/** @param reason why it could not be fetched */
export async function buildTfsec(toolbox: Toolbox, reason: string): Promise<string> {
  const go = findProgram("go", toolbox.environment);
  if (go === undefined) throw new Unavailable(missing(reason));
  const folder = await installOnce(
    toolbox,
    folderName(`${process.platform}_${process.arch}_go`),
    async (unfinished) => {
      toolbox.say(`building tfsec ${tfsecVersion} with go install`);
      const { exitCode, stderr } = await toolbox.shutdown.children.run(go, ["install", goPackage], {
        env: { ...toolbox.environment, GOBIN: unfinished, CGO_ENABLED: "0" },
      });
      if (exitCode !== 0) throw new Unavailable(missing(`${reason}, and go install failed: ${stderr.trim()}`));
    },
  );
  return join(folder, "tfsec");
}

function folderName(suffix: string): string {
  return `tfsec-${tfsecVersion}-${suffix}`;
}

function missing(reason: string): string {
  return `tfsec ${tfsecVersion} is not on PATH and could not be fetched: ${reason}; install it with: go install ${goPackage}`;
}

async function isPinnedVersion(program: string, toolbox: Toolbox): Promise<boolean> {
  const { stdout } = await toolbox.shutdown.children.run(program, ["--version"], { env: toolbox.environment });
  return stdout.includes(tfsecVersion) || isBuildOfPinnedModule(program);
}

/** What Go has built does not print its version, but carries the version of its module. */
function isBuildOfPinnedModule(program: string): boolean {
  return readFileSync(program).includes(`mod\tgithub.com/aquasecurity/tfsec\tv${tfsecVersion}\t`);
}
