import { criticalTermDays } from "../checks/accepted-risks";
import type { SeenFinding } from "../checks/seen-finding";
import { latestDay } from "../model/decision-term";
import { isAccountStackName } from "../model/stack-names";

export interface ReportFacts {
  readonly environment: string;
  /** Role that answers for the account. */
  readonly owner: string;
  readonly production: boolean;
}

const longestTermDays = 180;

/** Entries that take the findings as they are, one for each rule at each place: they can be pasted, and then corrected. */
export function acceptanceEntries(
  facts: ReportFacts,
  findings: readonly SeenFinding[],
  today: string,
): readonly string[] {
  const places = new Map<string, readonly SeenFinding[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.constructPath}`;
    places.set(key, [...(places.get(key) ?? []), finding]);
  }
  return [...places.values()].flatMap((alike) => entryOf(facts, alike, today));
}

function entryOf({ environment, owner }: ReportFacts, alike: readonly SeenFinding[], today: string): readonly string[] {
  const [first] = alike;
  if (first === undefined) return [];
  const { severity, rule, constructPath, message } = first;
  const isCritical = severity === "CRITICAL";
  const [stack = environment] = constructPath.split("/");
  const fingerprints = [...new Set(alike.map(({ fingerprint }) => fingerprint))];
  return [
    `  - rule: ${rule}`,
    `    address: ${JSON.stringify(constructPath)}`,
    `    fingerprints: [${fingerprints.map((fingerprint) => JSON.stringify(fingerprint)).join(", ")}]`,
    `    environment: ${isAccountStackName(stack) ? stack : environment}`,
    `    reason: ${JSON.stringify(`nobody has said why yet: ${message}`)}`,
    `    owners: [${isCritical ? [owner, `${owner}-deputy`].join(", ") : owner}]`,
    `    acceptedOn: ${today}`,
    `    expires: ${latestDay(today, isCritical ? criticalTermDays : longestTermDays)}`,
    "    monthlyUsd: 0",
  ];
}
