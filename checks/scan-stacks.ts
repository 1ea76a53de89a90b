import { type AcceptedRisk, applyAcceptedRisks, type Judgement } from "./accepted-risks";
import { sortedFindings } from "./finding";
import { rules } from "./registry";
import { runRules } from "./run-rules";
import type { ScannerFailure } from "./scanners/scanner-failure";
import { runTfsec, type StackJson, type Tfsec } from "./scanners/tfsec";
import { joinTemplates, parseTemplate } from "./template";

export interface ScanRequest {
  /** The stacks of one environment, as they are deployed to the cloud: account, base and runtime. */
  readonly stacks: readonly StackJson[];
  /** The environment, and the account's stack: what accepted risks may name. */
  readonly environments: readonly string[];
  readonly acceptedRisks: readonly AcceptedRisk[];
  /** Such as 2026-11-21. */
  readonly today: string;
  readonly tfsec: Tfsec;
}

export interface ScanResult extends Judgement {
  readonly failures: readonly ScannerFailure[];
  /** Of tfsec, over all stacks. */
  readonly passedChecks: number;
  /** Rules of our own that were applied. */
  readonly ownRules: number;
}

/** Our own rules over all stacks together, tfsec over each, and what has been accepted of what they found. */
export async function scanStacks(request: ScanRequest): Promise<ScanResult> {
  const own = runRules(joinTemplates(request.stacks.map(({ text }) => parseTemplate(text))));
  const reports = await Promise.all(request.stacks.map((stack) => runTfsec(request.tfsec, stack)));
  const findings = sortedFindings([...own, ...reports.flatMap((report) => report.findings)]);
  const { acceptedRisks: risks, environments, today } = request;
  return {
    ...applyAcceptedRisks({ findings, risks, environments, today }),
    failures: reports.flatMap((report) => report.failures),
    passedChecks: reports.reduce((sum, report) => sum + report.passedChecks, 0),
    ownRules: rules.length,
  };
}

/** Whether nothing stands in the way of a deployment. */
export function hasPassed({ findings, problems, failures }: ScanResult): boolean {
  return findings.length === 0 && problems.length === 0 && failures.length === 0;
}
