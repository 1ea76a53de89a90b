import type { Design } from "../model/design";
import { type AcceptedRisk, applyAcceptedRisks, type Judgement } from "./accepted-risks";
import type { Plans } from "./arguments/allowed";
import { type DesignedFinding, partDesigned } from "./designed-findings";
import { type ScannerName, sortedFindings } from "./finding";
import { mergeFindings } from "./merge-findings";
import { rules as everyRule } from "./registry";
import type { Rule } from "./rule";
import { runRules } from "./run-rules";
import { runCheckov } from "./scanners/checkov";
import type { ScannerFailure, ScannerProgram, ScannerReport, StackJson } from "./scanners/scanner";
import { runTfsec } from "./scanners/tfsec";
import { runTrivy } from "./scanners/trivy";
import { seenFindings } from "./seen-finding";
import { joinTemplates, parseTemplate } from "./template";

export interface ScanRequest {
  /** The stacks of one environment, as they are deployed to the cloud: account, base and runtime. */
  readonly stacks: readonly StackJson[];
  /** What they are meant to be. */
  readonly plans: Plans;
  /** All environments whose parts the account's stack holds, where they are more. */
  readonly sharers?: Plans;
  /** The environment, and the account's stack: what accepted risks may name. */
  readonly environments: readonly string[];
  /** Without it, every one of ours. */
  readonly rules?: readonly Rule[];
  readonly production: boolean;
  readonly acceptedRisks: readonly AcceptedRisk[];
  /** What the constructs say that they cause. */
  readonly designs: readonly Design[];
  /** Such as 2026-11-21. */
  readonly today: string;
  readonly scanners: Scanners;
}

export interface Scanners {
  readonly tfsec: ScannerProgram;
  readonly checkov: ScannerProgram;
  /** Only where its own release is installed. */
  readonly trivy?: ScannerProgram;
}

export interface ScanResult extends Judgement {
  readonly today: string;
  /** Risks that were accepted in the commit before, where somebody knows. */
  readonly acceptedBefore?: number;
  readonly designed: readonly DesignedFinding[];
  readonly failures: readonly ScannerFailure[];
  /** Of each scanner that ran, over all stacks. */
  readonly passedChecks: Readonly<Partial<Record<ScannerName, number>>>;
  /** Rules of our own that were applied. */
  readonly ownRules: number;
}

/** Our own rules and the scanners over all stacks, side by side, and what has been accepted of what they found. */
export async function scanStacks(request: ScanRequest): Promise<ScanResult> {
  const {
    stacks,
    plans,
    sharers,
    rules = everyRule,
    scanners,
    acceptedRisks: risks,
    environments,
    production,
    today,
  } = request;
  const template = joinTemplates(stacks.map(({ text }) => parseTemplate(text)));
  const own = runRules(template, plans, sharers, rules);
  const reports = await Promise.all([
    ...stacks.map((stack) => runTfsec(scanners.tfsec, stack)),
    runCheckov(scanners.checkov, stacks),
    ...(scanners.trivy === undefined ? [] : [runTrivy(scanners.trivy, stacks)]),
  ]);
  const all = sortedFindings([...own, ...mergeFindings(reports.flatMap((report) => report.findings))]);
  const scan = { today, passedChecks: passedChecks(reports), ownRules: rules.length };
  const failures = reports.flatMap((report) => report.failures);
  // What a scanner did not see would look like a finding that is gone.
  if (failures.length > 0) return { ...scan, findings: [], designed: [], accepted: [], problems: [], failures };
  const { findings, designed } = partDesigned(seenFindings(all, template), request.designs);
  return { ...scan, ...applyAcceptedRisks({ findings, risks, environments, production, today }), designed, failures };
}

function passedChecks(reports: readonly ScannerReport[]): ScanResult["passedChecks"] {
  const sums: Partial<Record<ScannerName, number>> = {};
  for (const { scanner, passedChecks: passed } of reports) sums[scanner] = (sums[scanner] ?? 0) + passed;
  return sums;
}

/** Whether nothing stands in the way of a deployment. */
export function hasPassed({ findings, problems, failures }: ScanResult): boolean {
  return findings.length === 0 && problems.length === 0 && failures.length === 0;
}
