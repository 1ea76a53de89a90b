import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { cacheFolder } from "../../../running/tools/cache-folder";
import { aToolbox, temporaryFolder } from "../../../running/tools/testing/temporary-toolbox";
import { findImageToolsPython } from "../scripts/places";

/** @returns the rules that the file breaks, as hadolint names them, with their lines */
async function hadolint(file: string): Promise<readonly string[]> {
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

test("hadolint finds nothing in the Dockerfile", async () => {
  expect(await hadolint("Dockerfile")).toEqual([]);
});

test("hadolint finds a planted fault in instructions and in shell", async () => {
  const file = join(temporaryFolder(), "Dockerfile");
  writeFileSync(file, "FROM python:3.11-slim\nRUN cd $HOME\nUSER 0\n");
  expect(await hadolint(file)).toEqual([
    expect.stringContaining("2 DL3003"),
    expect.stringContaining("2 SC2086"),
    expect.stringContaining("3 DL3002"),
  ]);
});
