import { findPackagePython } from "../../../running/tools/python";
import type { Toolbox } from "../../../running/tools/toolbox";

/** @returns Python beside whose program are those that build and lint images */
export function findImageToolsPython(toolbox: Toolbox): Promise<string> {
  return findPackagePython(toolbox, "test/helpers/image", ["tools.txt"]);
}
