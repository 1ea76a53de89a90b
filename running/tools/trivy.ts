import { findProgram } from "./find-program";
import type { Toolbox } from "./toolbox";

/** @returns trivy where its official release is on PATH: no package registry has one that may decide a gate */
export function findTrivy(toolbox: Toolbox): string | undefined {
  return findProgram("trivy", toolbox.environment);
}
