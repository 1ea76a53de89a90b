import { MendableError } from "../model/mendable-error";
import { Interrupted } from "./processes";
import { Unavailable } from "./user-error";

export interface StepResult {
  /** Why the step failed, while later steps still make sense. */
  readonly problems?: readonly string[];
  /** Worth showing, beneath the step. */
  readonly details?: readonly string[];
}

export interface Step<Context> {
  readonly title: string;
  /** @param note replaces what is shown beside the running step */
  readonly run: (context: Context, note: (text: string) => void) => Promise<StepResult>;
}

/** One step, or several side by side. */
export type Stage<Context> = Step<Context> | readonly Step<Context>[];

export type Outcome = "passed" | "failed" | "skipped";

export interface FinishedStep {
  readonly title: string;
  readonly outcome: Outcome;
  readonly seconds: number;
  readonly details: readonly string[];
  /** Why it failed or was skipped. */
  readonly reasons: readonly string[];
}

export interface StepObserver {
  readonly started: (title: string) => void;
  readonly noted: (title: string, text: string) => void;
  readonly finished: (step: FinishedStep) => void;
}

/** Runs the stages in order and stops after one with a step that threw: its successors would build on nothing. */
export async function runStages<Context>(
  stages: readonly Stage<Context>[],
  context: Context,
  observer: StepObserver,
): Promise<readonly FinishedStep[]> {
  const finished: FinishedStep[] = [];
  for (const stage of stages) {
    const steps = isGroup(stage) ? stage : [stage];
    const results = await Promise.all(steps.map((step) => runStep(step, context, observer)));
    finished.push(...results.map(({ step }) => step));
    if (results.some(({ goOn }) => !goOn)) break;
  }
  return finished;
}

function isGroup<Context>(stage: Stage<Context>): stage is readonly Step<Context>[] {
  return Array.isArray(stage);
}

async function runStep<Context>(
  step: Step<Context>,
  context: Context,
  observer: StepObserver,
): Promise<{ readonly step: FinishedStep; readonly goOn: boolean }> {
  const { title } = step;
  const start = performance.now();
  observer.started(title);
  const { goOn, ...end } = await endOf(step, context, (text) => observer.noted(title, text));
  const finished = { title, seconds: (performance.now() - start) / 1000, ...end };
  observer.finished(finished);
  return { step: finished, goOn };
}

type End = Pick<FinishedStep, "outcome" | "details" | "reasons"> & { readonly goOn: boolean };

async function endOf<Context>(step: Step<Context>, context: Context, note: (text: string) => void): Promise<End> {
  try {
    const { problems = [], details = [] } = await step.run(context, note);
    return { outcome: problems.length === 0 ? "passed" : "failed", details, reasons: problems, goOn: true };
  } catch (error) {
    if (error instanceof Interrupted) return new Promise(() => {});
    if (error instanceof Unavailable) return { outcome: "skipped", details: [], reasons: [error.message], goOn: true };
    const reason =
      error instanceof MendableError ? error.message : String(error instanceof Error ? error.stack : error);
    return { outcome: "failed", details: [], reasons: [reason], goOn: false };
  }
}

/** A skipped step is never a pass. */
export function overallOutcome(steps: readonly FinishedStep[]): Outcome {
  if (steps.some(({ outcome }) => outcome === "failed")) return "failed";
  return steps.some(({ outcome }) => outcome === "skipped") ? "skipped" : "passed";
}
