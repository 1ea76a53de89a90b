import type { Toolbox } from "../../../../running/tools/toolbox";
import { findBackendPython } from "../../scripts/places";
import type { BackendSurroundings } from "./backend-task";

export async function backendSurroundings(toolbox: Toolbox): Promise<BackendSurroundings> {
  return {
    python: await findBackendPython(toolbox),
    children: toolbox.shutdown.children,
    environment: toolbox.environment,
  };
}
