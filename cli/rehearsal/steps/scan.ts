import type { RehearsalStep } from "../context";
import { scanStacks } from "../scan-stacks";

export const scan: RehearsalStep = {
  title: "scan",
  run: async (rehearsal) => {
    const summary = await scanStacks(rehearsal.stacks.value, rehearsal.toolbox);
    rehearsal.scan.set(summary);
    return {
      details: [`${summary.passedChecks} checks passed, ${summary.acceptedRisks} accepted risks`],
      problems: summary.unacceptedFindings,
    };
  },
};
