import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../config/schema/environment";
import { planEnvironment } from "../model/plan/environment-plan";
import { TerraformClock } from "../running/clock";
import { type RunFolder, removeStaleRuns, runFolderAt, temporaryRunFolder } from "../running/run-folder";
import { overallOutcome, runStages, type StepObserver } from "../running/run-stages";
import type { Toolbox } from "../running/tools/toolbox";
import type { ChangeSource } from "./change/change-source";
import { changeStages } from "./change/stages";
import { newFacts, type Rehearsal, type RehearsalOptions } from "./context";
import { refuseSecondEmulator } from "./emulator-verbs";
import { type RehearsalResult, rehearsalResult } from "./result";
import { sideBySideStages } from "./side-by-side";
import { rehearsalStages } from "./stages";

export interface FinishedRehearsal {
  readonly rehearsal: Rehearsal;
  readonly result: RehearsalResult;
}

export interface Rehearsed {
  readonly environment: Environment;
  /** Absent where its creation is rehearsed. */
  readonly change?: ChangeSource;
}

/** Rehearses one environment; leaves nothing behind but what `keep` asks for and the logs of the last run. */
export async function rehearse(
  { environment, change }: Rehearsed,
  options: RehearsalOptions,
  toolbox: Toolbox,
  observer: StepObserver,
): Promise<FinishedRehearsal> {
  const clock = new TerraformClock();
  await removeStaleRuns(toolbox.shutdown, toolbox.environment);
  const folder = options.keep ? await keptRunFolder(toolbox) : temporaryRunFolder(toolbox.shutdown);
  mkdirSync(folder.local, { recursive: true });
  const logFolder = join(toolbox.projectRoot, ".slipway", "logs", environment.name);
  rmSync(logFolder, { recursive: true, force: true });
  const plan = planEnvironment(environment);
  const rehearsal = {
    environment,
    plan,
    others: [],
    options,
    change,
    toolbox,
    folder,
    logFolder,
    clock,
    ...newFacts(),
  };
  const stages = change === undefined ? rehearsalStages(options) : changeStages(options);
  const steps = await runStages(stages, rehearsal, observer);
  await endJudging(rehearsal);
  const result = rehearsalResult(rehearsal, steps);
  if (options.keep) keepUp(rehearsal);
  if (result.outcome === "passed" && !options.keep) rmSync(logFolder, { recursive: true, force: true });
  return { rehearsal, result };
}

/**
 * Rehearses environments of one account side by side: one emulator, in which their stacks are made at the same time, each
 * under its own roles.
 */
export async function rehearseTogether(
  environments: readonly Environment[],
  options: RehearsalOptions,
  toolbox: Toolbox,
  observer: StepObserver,
): Promise<readonly FinishedRehearsal[]> {
  const clock = new TerraformClock();
  await removeStaleRuns(toolbox.shutdown, toolbox.environment);
  const folder = temporaryRunFolder(toolbox.shutdown);
  mkdirSync(folder.local, { recursive: true });
  const logFolder = join(toolbox.projectRoot, ".slipway", "logs", environments.map(({ name }) => name).join("+"));
  rmSync(logFolder, { recursive: true, force: true });
  const plans = environments.map(planEnvironment);
  const { terraform, python, scanners, authorizer, emulator, images, inventoryBefore, keptByAws } = newFacts();
  const shared = { terraform, python, scanners, authorizer, emulator, images, inventoryBefore, keptByAws };
  const rehearsals = environments.map((environment): Rehearsal => {
    const plan = planEnvironment(environment);
    const others = plans.filter(({ name }) => name !== plan.name);
    const given = { environment, plan, others, options, change: undefined, toolbox, folder, logFolder, clock };
    return { ...given, ...newFacts(), ...shared };
  });
  const steps = await runStages(sideBySideStages(options), rehearsals, observer);
  authorizer.orNothing?.close();
  const finished = rehearsals.map((rehearsal) => ({ rehearsal, result: rehearsalResult(rehearsal, steps) }));
  if (overallOutcome(steps) === "passed") rmSync(logFolder, { recursive: true, force: true });
  return finished;
}

async function keptRunFolder(toolbox: Toolbox): Promise<RunFolder> {
  const { projectRoot, shutdown } = toolbox;
  await refuseSecondEmulator(toolbox);
  const folder = runFolderAt(projectRoot);
  rmSync(folder.local, { recursive: true, force: true });
  shutdown.own(folder.local);
  return folder;
}

/** Who deploys to a kept emulator is an administrator, of whom nothing is asked. */
async function endJudging({ authorizer, emulator, options }: Rehearsal): Promise<void> {
  const endpoint = emulator.orNothing?.endpoint;
  if (options.keep && endpoint !== undefined) await fetch(`${endpoint}/slipway/authorizer`, { method: "DELETE" });
  authorizer.orNothing?.close();
}

function keepUp({ emulator, folder, toolbox }: Rehearsal): void {
  const running = emulator.orNothing;
  if (running === undefined) return;
  toolbox.shutdown.children.release(running.process);
  toolbox.shutdown.release(folder.local);
}
