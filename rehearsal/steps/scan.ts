import type { ScanResult } from "../../checks/scan-stacks";
import type { RehearsalStep } from "../context";
import { passedText } from "../passed-text";
import { findScanners, scanEnvironment } from "../scan-environment";

/** Apart from the scan, because fetching, installing or building them takes minutes, once. */
export const findTheScanners: RehearsalStep = {
  title: "find tfsec and checkov",
  run: async ({ scanners, toolbox }) => {
    scanners.set(await findScanners(toolbox));
    return {};
  },
};

export const scan: RehearsalStep = {
  title: "scan",
  run: async (rehearsal) => {
    const { environment, scanners, toolbox } = rehearsal;
    const today = new Date().toISOString().slice(0, 10);
    const result = await scanEnvironment(environment, scanners.value, toolbox, today);
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
