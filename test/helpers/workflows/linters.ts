import { dirname, join } from "node:path";
import { findProgram } from "../../../running/tools/find-program";
import { installOnce } from "../../../running/tools/install";
import { findPackagePython } from "../../../running/tools/python";
import type { Toolbox } from "../../../running/tools/toolbox";
import { Unavailable } from "../../../running/user-error";

const actionlintVersion = "1.7.12";
const goPackage = `github.com/rhysd/actionlint/cmd/actionlint@v${actionlintVersion}`;

/** @returns actionlint of the pinned version: on PATH, else built once; Go checks its source against its checksum database */
export async function findActionlint(toolbox: Toolbox): Promise<string> {
  const { environment } = toolbox;
  const installed = findProgram("actionlint", environment);
  if (installed !== undefined && (await hasPinnedVersion(installed, toolbox))) return installed;
  const go = findProgram("go", environment);
  if (go === undefined) throw new Unavailable(`actionlint ${actionlintVersion} and go are not on PATH`);
  const name = `actionlint-${actionlintVersion}-${process.platform}_${process.arch}`;
  const folder = await installOnce(toolbox, name, async (unfinished) => {
    const { exitCode, stderr } = await toolbox.shutdown.children.run(go, ["install", goPackage], {
      env: { ...environment, GOBIN: unfinished, CGO_ENABLED: "0" },
    });
    if (exitCode !== 0) throw new Unavailable(`actionlint is not on PATH, and go install failed: ${stderr.trim()}`);
  });
  return join(folder, "actionlint");
}

async function hasPinnedVersion(program: string, { shutdown, environment }: Toolbox): Promise<boolean> {
  const { stdout } = await shutdown.children.run(program, ["-version"], { env: environment });
  return stdout.includes(actionlintVersion);
}

/** @returns zizmor of the pinned version, from PyPI by its hash */
export async function findZizmor(toolbox: Toolbox): Promise<string> {
  return join(dirname(await findPackagePython(toolbox, "running/tools", ["workflows.txt"])), "zizmor");
}
