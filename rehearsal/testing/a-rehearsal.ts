import { spawn } from "node:child_process";
import { join } from "node:path";
import { loadEnvironment } from "../../config/load";
import type { Environment } from "../../config/schema/environment";
import { planEnvironment } from "../../model/plan/environment-plan";
import { TerraformClock } from "../../running/clock";
import { runFolderAt } from "../../running/run-folder";
import type { Toolbox } from "../../running/tools/toolbox";
import { newFacts, type Rehearsal } from "../context";
import type { Emulator } from "../emulator";

/** This project's own staging environment. */
export function staging(): Environment {
  const [environment] = loadEnvironment(process.cwd(), "staging").environments;
  if (environment === undefined) throw new Error("there is no staging environment");
  return environment;
}

/** A rehearsal before its first step. */
export function aRehearsal(toolbox: Toolbox): Rehearsal {
  const environment = staging();
  return {
    environment,
    plan: planEnvironment(environment),
    options: { keep: false, destroy: true },
    toolbox,
    folder: runFolderAt(join(toolbox.projectRoot, "run")),
    logFolder: join(toolbox.projectRoot, "logs"),
    clock: new TerraformClock(),
    ...newFacts(),
  };
}

export function anEmulatorAt(endpoint: string): Emulator {
  const process = spawn("true");
  return { endpoint, pid: process.pid ?? 0, process };
}
