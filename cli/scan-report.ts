import { type AcceptedFinding, whyNobodyTakes } from "../checks/accepted-risks";
import type { DesignedFinding } from "../checks/designed-findings";
import { hasPassed, type ScanResult } from "../checks/scan-stacks";
import type { SeenFinding } from "../checks/seen-finding";
import { passedText } from "../rehearsal/passed-text";
import { acceptanceEntries, type ReportFacts } from "./acceptance-entry";
import { type LocateSetting, locationText, type SettingLocation } from "./setting-location";

/** A scan as a person reads it: the worst first, what was accepted last. */
export function scanReport(facts: ReportFacts, result: ScanResult, locate: LocateSetting): readonly string[] {
  const { environment, production } = facts;
  const { findings, designed, accepted, problems, failures, passedChecks, ownRules } = result;
  const takeable = findings.filter((finding) => whyNobodyTakes(finding, production) === undefined);
  return [
    ...findings.flatMap((finding) => findingLines(finding, locate(finding))),
    ...(takeable.length === 0 ? [] : [wayOut, ...acceptanceEntries(facts, takeable, result.today)]),
    ...failures.map(({ scanner, stack, message }) => `FAILED ${scanner} on ${stack}: ${message}`),
    ...problems.map((problem) => `ERROR ${problem}`),
    ...designedLines(designed),
    ...acceptedTable(accepted),
    `unaccepted findings: ${findings.length}`,
    `accepted risks: ${accepted.length}${changeText(result)}`,
    `passed checks: ${passedText(passedChecks)}, beside ${ownRules} rules of Slipway`,
    `${environment} ${hasPassed(result) ? "passed" : "failed"} its scan`,
  ];
}

const wayOut =
  "Remove the cause, or take a risk for a while with such entries in config/accepted-risks.yaml, their reasons and owners corrected:";

/** Against the commit before, where git knows it. */
function changeText({ accepted, acceptedBefore: before }: ScanResult): string {
  if (before === undefined) return "";
  if (accepted.length === before) return ", as many as before";
  return `, ${Math.abs(accepted.length - before)} ${accepted.length > before ? "more" : "fewer"} than before`;
}

function findingLines(finding: SeenFinding, setting: SettingLocation | undefined): readonly string[] {
  const {
    severity,
    scanner,
    rule,
    address,
    constructPath,
    message,
    remedy,
    seen,
    fingerprint,
    alsoFoundBy = [],
  } = finding;
  return [
    `${severity} ${rule} (${[scanner, ...alsoFoundBy].join(", ")})`,
    `  at      ${address}`,
    `  made by ${constructPath}`,
    ...(setting === undefined ? [] : [`  set in  ${locationText(setting)}`]),
    `  found   ${message}`,
    `  seen    ${fingerprint} ${shortened(seen)}`,
    `  remedy  ${remedy}`,
  ];
}

const longestShown = 400;

function shortened(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)} ...`;
}

/** Once for each reason: a scanner reports a policy again for each of its statements. */
function designedLines(designed: readonly DesignedFinding[]): readonly string[] {
  const reasonOf = ({ finding, because, compensatedBy }: DesignedFinding) =>
    `${finding.rule}: ${because}; compensated by ${compensatedBy}`;
  return [...new Set(designed.map(reasonOf))].map((reason) => {
    const places = designed.filter((each) => reasonOf(each) === reason);
    const paths = new Set(places.map(({ finding }) => finding.constructPath));
    return `by design ${reason} (${paths.size} ${paths.size === 1 ? "place" : "places"})`;
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
