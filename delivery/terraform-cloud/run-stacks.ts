import type { Environment } from "../../config/schema/environment";
import { type FinishedStep, runStages, type StepObserver } from "../../running/run-stages";
import type { Toolbox } from "../../running/tools/toolbox";
import { prepareRuns } from "./preparation";
import { changesText, type PlannedRun, planStack } from "./stack-run";

export interface RunStacksRequest {
  readonly environment: Environment;
  readonly stacks: readonly string[];
  readonly timeoutSeconds: number;
  /** Whether older runs that wait make way. */
  readonly replace: boolean;
}

export interface QueuedRuns {
  readonly steps: readonly FinishedStep[];
  readonly runs: readonly PlannedRun[];
  /** Stacks that come after the one that waits: their plans would not know what it makes. */
  readonly left: readonly string[];
}

/** Makes a run for each stack in order, up to the first that waits for a person. Confirms none. */
export async function runStacks(
  request: RunStacksRequest,
  toolbox: Toolbox,
  observer: StepObserver,
  prepare = prepareRuns,
): Promise<QueuedRuns> {
  const { client, requests, warnings } = await prepare("run", request, toolbox);
  for (const warning of warnings) toolbox.say(`warning: ${warning}`);
  const runs: PlannedRun[] = [];
  const steps: FinishedStep[] = [];
  for (const stack of requests) {
    const step = {
      title: `run ${stack.stack}`,
      run: async (_: undefined, note: (text: string) => void) => {
        const created = (address: string) => toolbox.say(`${stack.stack}: ${address}`);
        const run = await planStack(client, stack, {
          note,
          created,
          timeoutSeconds: request.timeoutSeconds,
          replacing: request.replace ? { environment: request.environment.name, say: toolbox.say } : undefined,
          beforeEnd: (work) => toolbox.shutdown.beforeEnd(work),
        });
        runs.push(run);
        return { details: [changesText(run), standing(run)] };
      },
    };
    steps.push(...(await runStages([step], undefined, observer)));
    if (runs.at(-1)?.stack !== stack.stack || waits(runs.at(-1))) break;
  }
  return { steps, runs, left: request.stacks.slice(steps.length) };
}

/** Whether a person has to decide, or has just done so. */
function waits(run: PlannedRun | undefined): boolean {
  return run !== undefined && run.standing !== "nothing to apply";
}

function standing({ standing: stands, status, address }: PlannedRun): string {
  const words = status.replaceAll("_", " ");
  switch (stands) {
    case "at the gate":
      return `waits for a person's approval: ${address}`;
    case "held by a policy":
      return `${words}: waits for a person who may override a policy or a task: ${address}`;
    default:
      return `${words}: ${address}`;
  }
}
