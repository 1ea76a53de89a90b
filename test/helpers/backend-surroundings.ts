import { findPackagePython } from "../../running/tools/python";
import type { Toolbox } from "../../running/tools/toolbox";
import type { BackendSurroundings } from "./backend-task";

export async function backendSurroundings(toolbox: Toolbox): Promise<BackendSurroundings> {
  return {
    python: await findPackagePython(toolbox, "backend", ["requirements.txt"]),
    children: toolbox.shutdown.children,
    environment: toolbox.environment,
  };
}
