import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { TerraformClock } from "../../cli/rehearsal/clock";
import { newFacts, type Rehearsal } from "../../cli/rehearsal/context";
import { temporaryRunFolder } from "../../cli/rehearsal/run-folder";
import { runStages } from "../../cli/rehearsal/run-stages";
import { applyStacks } from "../../cli/rehearsal/steps/apply";
import { seedPrerequisites } from "../../cli/rehearsal/steps/seed";
import { startTheEmulator } from "../../cli/rehearsal/steps/start-emulator";
import { synthesize } from "../../cli/rehearsal/steps/synthesize";
import { findTools } from "../../cli/rehearsal/steps/tools";
import { validate } from "../../cli/rehearsal/steps/validate";
import type { Toolbox } from "../../cli/tools/toolbox";
import type { Environment } from "../../config/schema/environment";

/** The steps of a rehearsal up to an applied environment, in an emulator that ends with the toolbox. @returns its endpoint */
export async function applyToEmulator(environment: Environment, toolbox: Toolbox): Promise<string> {
  const folder = temporaryRunFolder(toolbox.shutdown);
  mkdirSync(folder.local, { recursive: true });
  const rehearsal: Rehearsal = {
    environment,
    options: { keep: false, destroy: false },
    toolbox,
    folder,
    logFolder: join(folder.root, "logs"),
    clock: new TerraformClock(),
    ...newFacts(),
  };
  const quiet = () => {};
  const stages = [[findTools, synthesize], [validate, startTheEmulator], seedPrerequisites, applyStacks];
  const steps = await runStages(stages, rehearsal, { started: quiet, noted: quiet, finished: quiet });
  const reasons = steps.flatMap(({ title, reasons: why }) => why.map((reason) => `${title}: ${reason}`));
  if (reasons.length > 0) throw new Error(reasons.join("\n"));
  return rehearsal.emulator.value.endpoint;
}
