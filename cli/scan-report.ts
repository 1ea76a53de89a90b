import { type AcceptedFinding, acceptedRiskLimit } from "../checks/accepted-risks";
import type { DesignedFinding } from "../checks/designed-findings";
import type { Finding } from "../checks/finding";
import { hasPassed, type ScanResult } from "../checks/scan-stacks";
import { isAccountStackName } from "../model/stack-names";
import { passedText } from "../rehearsal/passed-text";
import { type LocateSetting, locationText, type SettingLocation } from "./setting-location";

/** A scan as a person reads it: the worst first, what was accepted last. */
export function scanReport(environment: string, result: ScanResult, locate: LocateSetting): readonly string[] {
  const { findings, designed, accepted, problems, failures, passedChecks, ownRules } = result;
  return [
    ...findings.flatMap((finding) => findingLines(finding, locate(finding))),
    ...(findings.length === 0 ? [] : [wayOut, ...findings.map((finding) => acceptanceEntry(environment, finding))]),
    ...failures.map(({ scanner, stack, message }) => `FAILED ${scanner} on ${stack}: ${message}`),
    ...problems.map((problem) => `ERROR ${problem}`),
    ...designedLines(designed),
    ...acceptedTable(accepted),
    `unaccepted findings: ${findings.length}`,
    `accepted risks: ${accepted.length} (at most ${acceptedRiskLimit})`,
    `passed checks: ${passedText(passedChecks)}, beside ${ownRules} rules of Slipway`,
    `${environment} ${hasPassed(result) ? "passed" : "failed"} its scan`,
  ];
}

const wayOut =
  "Remove the cause, or take a risk for a while with an entry in config/accepted-risks.yaml, its capitals filled in:";

/** What somebody who takes the risk adds to the list; a critical one takes two owners. */
function acceptanceEntry(environment: string, { severity, rule, constructPath }: Finding): string {
  const [stack = environment] = constructPath.split("/");
  const owners = severity === "CRITICAL" ? "[ROLE, OTHER-ROLE]" : "[ROLE]";
  const decision = `reason: WHY, owners: ${owners}, acceptedOn: DAY, expires: DAY, monthlyUsd: COST`;
  const place = isAccountStackName(stack) ? stack : environment;
  return `  - { rule: ${rule}, address: ${constructPath}, environment: ${place}, ${decision} }`;
}

function findingLines(finding: Finding, setting: SettingLocation | undefined): readonly string[] {
  const { severity, scanner, rule, address, constructPath, message, remedy, alsoFoundBy = [] } = finding;
  return [
    `${severity} ${rule} (${[scanner, ...alsoFoundBy].join(", ")})`,
    `  at      ${address}`,
    `  made by ${constructPath}`,
    ...(setting === undefined ? [] : [`  set in  ${locationText(setting)}`]),
    `  found   ${message}`,
    `  remedy  ${remedy}`,
  ];
}

/** Once for each reason: a scanner reports a policy again for each of its statements. */
function designedLines(designed: readonly DesignedFinding[]): readonly string[] {
  return [...new Set(designed.map(({ finding, because }) => `${finding.rule}: ${because}`))].map((reason) => {
    const places = designed.filter(({ finding, because }) => `${finding.rule}: ${because}` === reason);
    const paths = new Set(places.map(({ finding }) => finding.constructPath));
    return `by design ${reason} (${paths.size} places)`;
  });
}

/** Each risk with its day of expiry and what the alternative costs. */
function acceptedTable(accepted: readonly AcceptedFinding[]): readonly string[] {
  const rows = accepted.map(({ finding, risk }) => [
    finding.severity,
    finding.rule,
    finding.constructPath,
    risk.expires,
    `${risk.monthlyUsd} USD`,
    risk.owners.join(", "),
  ]);
  if (rows.length === 0) return [];
  const all = [["accepted", "rule", "made by", "until", "instead of", "owners"], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return [...all.map((row) => line(row).trimEnd()), ""];
}
