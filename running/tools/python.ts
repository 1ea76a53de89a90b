import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Unavailable } from "../user-error";
import { findProgram } from "./find-program";
import { installOnce } from "./install";
import type { Toolbox } from "./toolbox";
import { isAtLeast } from "./version";

const candidates = ["python3", "python", "python3.13", "python3.12", "python3.11"] as const;
const oldestVersion = { major: 3, minor: 11 } as const;
/** Fails without venv and pip, which some systems package apart. */
const probe = "import ensurepip, sys, venv; print(f'{sys.version_info[0]}.{sys.version_info[1]}')";

/**
 * @param source a folder of the project that is Python, or names Python programs
 * @returns the python of a virtual environment with exactly what these files of the folder pin
 */
export async function findPackagePython(toolbox: Toolbox, source: string, files: readonly string[]): Promise<string> {
  const requirements = files.map((file) => join(toolbox.projectRoot, source, file));
  const base = await findPython(toolbox);
  const hash = createHash("sha256").update(base.version);
  for (const file of requirements) hash.update(readFileSync(file));
  const key = hash.digest("hex").slice(0, 16);
  const name = basename(source);
  const folder = await installOnce(toolbox, `${name}-${key}`, async (unfinished) => {
    toolbox.say(`installing Python packages for ${name}, once`);
    await buildEnvironment(toolbox, base.program, requirements, unfinished);
  });
  return join(folder, "bin", "python");
}

/** What the emulator runs with; its tests need more. */
const runtimeRequirements = ["requirements.txt"];

/** @returns the python of the emulator's virtual environment */
export function findEmulatorPython(toolbox: Toolbox, files = runtimeRequirements): Promise<string> {
  return findPackagePython(toolbox, "emulator", files);
}

interface Python {
  readonly program: string;
  /** Such as 3.11 */
  readonly version: string;
}

export async function findPython(toolbox: Toolbox): Promise<Python> {
  for (const name of candidates) {
    const program = findProgram(name, toolbox.environment);
    const version = program === undefined ? undefined : await usableVersion(program, toolbox);
    if (program !== undefined && version !== undefined) return { program, version };
  }
  const command =
    process.platform === "darwin" ? "brew install python@3.12" : "sudo apt-get install python3 python3-venv";
  throw new Unavailable(`Python 3.11 or later with venv is not on PATH; install it with: ${command}`);
}

async function usableVersion(program: string, toolbox: Toolbox): Promise<string | undefined> {
  const { exitCode, stdout } = await toolbox.shutdown.children.run(program, ["-c", probe], {
    env: toolbox.environment,
  });
  const version = stdout.trim();
  return exitCode === 0 && isAtLeast(version, oldestVersion) ? version : undefined;
}

async function buildEnvironment(
  toolbox: Toolbox,
  python: string,
  requirements: readonly string[],
  folder: string,
): Promise<void> {
  await mustSucceed(toolbox, python, ["-m", "venv", folder]);
  await mustSucceed(toolbox, join(folder, "bin", "python"), [
    "-m",
    "pip",
    "install",
    "--quiet",
    "--disable-pip-version-check",
    "--require-hashes",
    ...requirements.flatMap((file) => ["--requirement", file]),
  ]);
}

async function mustSucceed(toolbox: Toolbox, program: string, args: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await toolbox.shutdown.children.run(program, args, { env: toolbox.environment });
  if (exitCode === 0) return;
  const reason = stderr.trim().split("\n").slice(-3).join(" ");
  throw new Unavailable(`Python packages could not be installed: ${reason}`);
}
