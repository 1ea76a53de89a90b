import type { ScanResult } from "../../checks/scan-stacks";
import type { RehearsalStep } from "../context";
import { passedText } from "../passed-text";
import { scanEnvironment } from "../scan-environment";

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
        `passed checks: ${passedText(passedChecks)}; ${ownRules} own rules applied, ${accepted.length} accepted risks`,
      ],
      problems: scanProblems(result, environment.name),
    };
  },
};

function scanProblems({ findings, failures, problems }: ScanResult, environment: string): readonly string[] {
  return [
    ...findings.map(
      ({ severity, rule, constructPath, message, remedy }) =>
        `${severity} ${rule} at ${constructPath}: ${message}; ${remedy}`,
    ),
    ...(findings.length === 0 ? [] : [`what to add where a risk is to be taken: npx slipway scan ${environment}`]),
    ...failures.map(({ scanner, stack, message }) => `${scanner} failed on ${stack}: ${message}`),
    ...problems,
  ];
}
