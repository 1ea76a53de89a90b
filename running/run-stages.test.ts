import { expect, test } from "vitest";
import { Fact } from "./fact";
import { overallOutcome, runStages, type Stage, type StepResult } from "./run-stages";
import { aStep as aFinishedStep } from "./testing/a-step";
import { exitCodes, Unavailable, UserError } from "./user-error";

const observer = { started: () => {}, noted: () => {}, finished: () => {} };

interface Context {
  readonly order: string[];
  readonly tool: Fact<string>;
}

function aStep(title: string, work: (context: Context) => StepResult | Promise<StepResult> = () => ({})) {
  return {
    title,
    run: async (context: Context) => {
      context.order.push(title);
      return work(context);
    },
  };
}

async function run(stages: readonly Stage<Context>[]) {
  const context: Context = { order: [], tool: new Fact("the tool") };
  const steps = await runStages(stages, context, observer);
  return { steps, order: context.order, ends: steps.map(({ title, outcome }) => `${title} ${outcome}`) };
}

test("runs the steps in order, those of one list side by side", async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const waiting = aStep("waiting", async () => {
    await gate;
    return {};
  });
  const releasing = aStep("releasing", () => {
    release();
    return {};
  });
  const { ends } = await run([aStep("first"), [waiting, releasing], aStep("last")]);
  expect(ends).toEqual(["first passed", "waiting passed", "releasing passed", "last passed"]);
});

test("a step that throws ends the run, once its neighbours are done", async () => {
  const broken = aStep("broken", () => {
    throw new UserError("terraform apply of staging failed");
  });
  const { steps, ends, order } = await run([[broken, aStep("neighbour")], aStep("never")]);
  expect(ends).toEqual(["broken failed", "neighbour passed"]);
  expect(order).not.toContain("never");
  expect(steps[0]?.reasons).toEqual(["terraform apply of staging failed"]);
  expect(overallOutcome(steps)).toBe("failed");
});

test("a step with problems has failed, and the run goes on to clean up", async () => {
  const { ends, steps } = await run([aStep("plan", () => ({ problems: ["a change"] })), aStep("destroy")]);
  expect(ends).toEqual(["plan failed", "destroy passed"]);
  expect(overallOutcome(steps)).toBe("failed");
});

test("what cannot run here is skipped with the reason, and so is what needs it; the run has not passed", async () => {
  const missing = aStep("find the tool", () => {
    throw new Unavailable("the tool is not on PATH");
  });
  const needing = aStep("use the tool", ({ tool }) => ({ details: [tool.value] }));
  const { steps, ends } = await run([missing, needing, aStep("something else")]);
  expect(ends).toEqual(["find the tool skipped", "use the tool skipped", "something else passed"]);
  expect(steps.slice(0, 2).map(({ reasons }) => reasons)).toEqual([
    ["the tool is not on PATH"],
    ["the tool is missing"],
  ]);
  expect(overallOutcome(steps)).toBe("skipped");
});

test("an unforeseen error is shown with its place", async () => {
  const broken = aStep("broken", () => {
    throw new TypeError("no such property");
  });
  const { steps } = await run([broken]);
  expect(steps[0]?.reasons[0]).toMatch(/TypeError: no such property\n\s+at /);
});

test("exit codes: 0 passed, 1 failed, 3 skipped; a failure outweighs a skip", () => {
  const outcomes = [[], ["failed", "skipped"], ["skipped"]] as const;
  const codes = outcomes.map((list) => exitCodes[overallOutcome(list.map((outcome) => aFinishedStep({ outcome })))]);
  expect(codes).toEqual([0, 1, 3]);
});
