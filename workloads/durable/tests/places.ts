import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../running/run-folder";
import { findPackagePython, findPython } from "../../../running/tools/python";
import type { Toolbox } from "../../../running/tools/toolbox";

/** From the project's folder. */
export const workloadFolder = "workloads/durable";

/** @returns Python with what Poetry's lock holds for the program and its tests, as the image gets what is for the program */
export async function findBackendPython(toolbox: Toolbox): Promise<string> {
  const { program } = await findPython(toolbox);
  const locked = join(toolbox.projectRoot, workloadFolder, "backend/locked.py");
  const { exitCode, stdout, stderr } = await toolbox.shutdown.children.run(program, [locked, "main", "dev"], {
    env: toolbox.environment,
  });
  if (exitCode !== 0) throw new Error(stderr);
  const projectRoot = temporaryFolder(toolbox.shutdown);
  mkdirSync(join(projectRoot, "durable-backend"));
  writeFileSync(join(projectRoot, "durable-backend/requirements.txt"), stdout);
  return findPackagePython({ ...toolbox, projectRoot }, "durable-backend", ["requirements.txt"]);
}
