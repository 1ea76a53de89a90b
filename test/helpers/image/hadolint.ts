import { dirname, join } from "node:path";
import { expect } from "vitest";
import { cacheFolder } from "../../../running/tools/cache-folder";
import { aToolbox } from "../../../running/tools/testing/temporary-toolbox";
import { findImageToolsPython } from "./tools";

/** @returns the rules that a Dockerfile breaks, as hadolint names them, with their lines */
export async function hadolint(file: string): Promise<readonly string[]> {
  const toolbox = aToolbox({ environment: process.env, cache: cacheFolder(process.env), projectRoot: process.cwd() });
  const program = join(dirname(await findImageToolsPython(toolbox)), "hadolint");
  const { stdout, stderr } = await toolbox.shutdown.children.run(program, ["--no-color", "--format=tty", file], {
    env: process.env,
  });
  expect(stderr).toBe("");
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replace(`${file}:`, ""));
}
