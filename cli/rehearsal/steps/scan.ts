import type { ScanResult } from "../../../checks/scan-stacks";
import { scanEnvironment } from "../../scan-environment";
import type { RehearsalStep } from "../context";

export const scan: RehearsalStep = {
  title: "scan",
  run: async (rehearsal) => {
    const { environment, toolbox } = rehearsal;
    const today = new Date().toISOString().slice(0, 10);
    const result = await scanEnvironment(environment, toolbox, today);
    rehearsal.scan.set(result);
    const { passedChecks, ownRules, accepted } = result;
    return {
      details: [
        `tfsec passed ${passedChecks} checks, ${ownRules} own rules applied, ${accepted.length} accepted risks`,
      ],
      problems: scanProblems(result),
    };
  },
};

function scanProblems({ findings, failures, problems }: ScanResult): readonly string[] {
  return [
    ...findings.map(({ severity, rule, address, message }) => `${severity} ${rule} at ${address}: ${message}`),
    ...failures.map(({ scanner, stack, message }) => `${scanner} failed on ${stack}: ${message}`),
    ...problems,
  ];
}
