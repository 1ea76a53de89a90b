import { findPackagePython } from "./python";
import type { Toolbox } from "./toolbox";

/** Arguments that make the python of `findCheckov` run checkov: its own script names the folder that it was built in. */
export const checkovModule: readonly string[] = ["-m", "checkov.main"];

/** @returns the python of a virtual environment that holds the pinned checkov alone: it pins a hundred packages */
export function findCheckov(toolbox: Toolbox): Promise<string> {
  return findPackagePython(toolbox, "running/tools", ["checkov.txt"]);
}
