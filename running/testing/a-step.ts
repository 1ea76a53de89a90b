import type { FinishedStep } from "../run-stages";

export const aStep = (changes: Partial<FinishedStep>): FinishedStep => ({
  title: "terraform apply",
  outcome: "passed",
  seconds: 61.25,
  details: [],
  reasons: [],
  ...changes,
});
