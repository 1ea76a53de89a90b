import { expect, test } from "vitest";
import { planExitCode } from "./plan";

const step = { title: "plan staging", outcome: "passed", seconds: 1, details: [], reasons: [] } as const;
const stack = {
  stack: "staging",
  workspace: "staging",
  run: "run-1",
  address: "",
  status: "planned_and_finished",
  standing: "nothing to apply",
} as const;
const planned = { ...stack, planId: "plan-1", hasChanges: true, additions: 1, changes: 0, destructions: 0 };
const failed = { ...step, outcome: "failed" } as const;

test.each([
  ["0 where there is something to change and nobody asks", { steps: [step], planned: [planned] }, false, 0],
  ["2 where it is asked for", { steps: [step], planned: [planned] }, true, 2],
  ["0 where there is nothing to change", { steps: [step], planned: [{ ...planned, hasChanges: false }] }, true, 0],
  ["1 where a plan failed, whatever others say", { steps: [step, failed], planned: [planned] }, true, 1],
])("the exit code of a plan is %s", (_, result, detailedExitcode, exitCode) => {
  expect(planExitCode(result, { detailedExitcode })).toBe(exitCode);
});
