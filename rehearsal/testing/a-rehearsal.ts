import { spawn } from "node:child_process";
import { join } from "node:path";
import { planEnvironment } from "../../model/plan/environment-plan";
import { TerraformClock } from "../../running/clock";
import { runFolderAt } from "../../running/run-folder";
import type { Toolbox } from "../../running/tools/toolbox";
import { smallStaging } from "../../test/helpers/fixtures";
import { newFacts, type Rehearsal } from "../context";
import type { Emulator } from "../emulator";

/** A rehearsal before its first step. */
export function aRehearsal(toolbox: Toolbox): Rehearsal {
  const environment = smallStaging();
  return {
    environment,
    plan: planEnvironment(environment),
    others: [],
    options: { keep: false, destroy: true },
    change: undefined,
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
