import { findPackagePython } from "../../../running/tools/python";
import type { Toolbox } from "../../../running/tools/toolbox";

/** From the project's folder: where `backend` is a package of Python that can be started. */
export const workloadFolder = "workloads/lornu";

/** @returns Python with the backend's packages */
export function findBackendPython(toolbox: Toolbox): Promise<string> {
  return findPackagePython(toolbox, `${workloadFolder}/backend`, ["requirements.txt"]);
}
