import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { cacheFolder } from "../../running/tools/cache-folder";
import { findPackagePython } from "../../running/tools/python";
import { aToolbox } from "../../running/tools/testing/temporary-toolbox";
import type { Toolbox } from "../../running/tools/toolbox";

const projectRoot = process.cwd();

/** What is Python has tools of its own; they run here so that one command tests everything. */
export function testPythonPackage(folder: string, findPython = findPinnedPython): void {
  describe(`the package ${basename(folder)}`, () => {
    test.each([
      { title: "passes its tests", args: ["pytest", "-q"] },
      { title: "is typed", args: ["mypy"] },
      { title: "is linted", args: ["ruff", "check", "."] },
      { title: "is formatted", args: ["ruff", "format", "--check", "."] },
    ])("$title", async ({ args }) => {
      const toolbox = aToolbox({ environment: process.env, cache: cacheFolder(process.env), projectRoot });
      const python = await findPython(toolbox, folder);
      const { exitCode, stdout, stderr } = await toolbox.shutdown.children.run(python, ["-m", ...args], {
        cwd: join(projectRoot, folder),
        env: process.env,
      });
      expect({ exitCode, output: exitCode === 0 ? "" : `${stdout}${stderr}` }).toEqual({ exitCode: 0, output: "" });
    });
  });
}

function findPinnedPython(toolbox: Toolbox, folder: string): Promise<string> {
  return findPackagePython(toolbox, folder, ["requirements.txt", "requirements-dev.txt"]);
}
