import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from "node-sarif-builder";
import type { Finding, Severity } from "../checks/finding";
import type { ScanResult } from "../checks/scan-stacks";
import type { SeenFinding } from "../checks/seen-finding";
import { compareTexts } from "../config/diagnostics";
import type { LocateSetting } from "./setting-location";

export interface SarifFacts {
  readonly result: ScanResult;
  readonly locate: LocateSetting;
  /** Where a finding is shown that no setting made: code scanning takes none without a file. */
  readonly environmentFile: string;
}

const levels: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  CRITICAL: "error",
  HIGH: "error",
  MEDIUM: "warning",
  LOW: "note",
};

/** The findings as SARIF 2.1.0, one run a scanner; what has been accepted is in it as suppressed, with the reason. */
export function scanSarif({ result, locate, environmentFile }: SarifFacts): string {
  const all: readonly Judged[] = [
    ...result.findings.map((finding) => ({ finding })),
    ...result.designed,
    ...result.accepted.map(({ finding, risk }) => ({ finding, because: risk.reason.trim() })),
  ];
  const scanners = [...new Set(all.map(({ finding }) => finding.scanner))].sort(compareTexts);
  const sarif = new SarifBuilder();
  for (const scanner of scanners) {
    const own = all.filter(({ finding }) => finding.scanner === scanner);
    const run = new SarifRunBuilder().initSimple({ toolDriverName: scanner, toolDriverVersion: "1.0.0" });
    for (const finding of firstOfEachRule(own)) run.addRule(ruleOf(finding));
    for (const judged of own) run.addResult(resultOf(judged, locate, environmentFile));
    sarif.addRun(run);
  }
  return `${sarif.buildSarifJsonString({ indent: true })}\n`;
}

interface Judged {
  readonly finding: SeenFinding;
  /** Why it stands in nobody's way; absent where it does. */
  readonly because?: string;
}

function firstOfEachRule(judged: readonly Judged[]): readonly Finding[] {
  const byRule = new Map(judged.toReversed().map(({ finding }) => [finding.rule, finding]));
  return [...byRule.values()].sort((left, right) => compareTexts(left.rule, right.rule));
}

function ruleOf({ rule, remedy }: Finding): SarifRuleBuilder {
  return new SarifRuleBuilder().initSimple({ ruleId: rule, shortDescriptionText: remedy });
}

function resultOf({ finding, because }: Judged, locate: LocateSetting, environmentFile: string): SarifResultBuilder {
  const { file, line, column } = locate(finding) ?? { file: environmentFile, line: 1, column: 1 };
  const builder = new SarifResultBuilder().initSimple({
    level: levels[finding.severity],
    messageText: `${finding.message} at ${finding.address}, made by ${finding.constructPath}; ${finding.remedy}`,
    ruleId: finding.rule,
    fileUri: file,
    startLine: line,
    startColumn: column,
    endColumn: column,
  });
  // Lines move and messages are reworded; the rule, the resource and what stands at it stay.
  builder.result.partialFingerprints = {
    "ruleAndPart/v1": [finding.rule, finding.address, finding.fingerprint].join(" "),
  };
  builder.result.suppressions =
    because === undefined ? [] : [{ kind: "external", status: "accepted", justification: because }];
  return builder;
}
