import type { Environment } from "../../config/schema/environment";
import { type FinishedStep, runStages, type Step, type StepObserver } from "../../running/run-stages";
import type { Toolbox } from "../../running/tools/toolbox";
import type { PlanFiles } from "./plan-files";
import { planJson } from "./plans";
import { type Preparation, prepareRuns } from "./preparation";
import { changesText, type PlannedRun, planStack, type StackRunRequest } from "./stack-run";

export interface PlanStacksRequest {
  readonly environment: Environment;
  readonly stacks: readonly string[];
  /** Absent where nobody wants to keep the plans. */
  readonly files?: PlanFiles;
  readonly timeoutSeconds: number;
}

interface PlannedStack extends PlannedRun {
  readonly file?: string;
}

export interface PlannedStacks {
  readonly steps: readonly FinishedStep[];
  readonly planned: readonly PlannedStack[];
}

/** Plans every stack, also those after one that fails: the person sees all that is wrong. */
export async function planStacks(
  request: PlanStacksRequest,
  toolbox: Toolbox,
  observer: StepObserver,
  prepare = prepareRuns,
): Promise<PlannedStacks> {
  const preparation = await prepare("plan", request, toolbox);
  for (const warning of preparation.warnings) toolbox.say(`warning: ${warning}`);
  const planned: PlannedStack[] = [];
  const steps = preparation.requests.map((stack) =>
    planStep(stack, request, preparation, (result) => planned.push(result)),
  );
  // Side by side: a plan that changes nothing waits for no other.
  const finished = await runStages([steps], undefined, observer);
  return { steps: finished, planned: inOrder(planned, request.stacks) };
}

function planStep(
  stack: StackRunRequest,
  { files, timeoutSeconds }: PlanStacksRequest,
  { client }: Preparation,
  done: (result: PlannedStack) => void,
): Step<undefined> {
  return {
    title: `plan ${stack.stack}`,
    run: async (_, note) => {
      const run = await planStack(client, stack, { note, timeoutSeconds, created: note });
      const file = files?.write(stack.stack, await planJson(client, run.planId));
      done({ ...run, file });
      return { details: [changesText(run), run.address, ...(file === undefined ? [] : [file])] };
    },
  };
}

function inOrder(planned: readonly PlannedStack[], stacks: readonly string[]): readonly PlannedStack[] {
  return stacks.flatMap((stack) => planned.filter((result) => result.stack === stack));
}
