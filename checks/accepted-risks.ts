import { termProblem } from "../model/decision-term";
import { objectOf, stringsOf } from "../model/json";
import type { SeenFinding } from "./seen-finding";

/** A finding that somebody has decided to live with, until a day. */
export interface AcceptedRisk {
  readonly rule: string;
  /** Address of the resource, or path of its construct; exact. */
  readonly address: string;
  /** Of what was seen there, as the scan shows them. */
  readonly fingerprints: readonly string[];
  readonly environment: string;
  readonly reason: string;
  /** Roles. */
  readonly owners: readonly string[];
  readonly acceptedOn: string;
  /** First day on which it is an error again, such as 2027-05-20. */
  readonly expires: string;
  /** Cost of the alternative. */
  readonly monthlyUsd: number;
}

export interface AcceptedFinding {
  readonly finding: SeenFinding;
  readonly risk: AcceptedRisk;
}

export interface Judgement {
  /** What nobody has accepted. */
  readonly findings: readonly SeenFinding[];
  readonly accepted: readonly AcceptedFinding[];
  /** What is wrong with the accepted risks themselves, in words. */
  readonly problems: readonly string[];
}

export interface JudgementFacts {
  readonly findings: readonly SeenFinding[];
  readonly risks: readonly AcceptedRisk[];
  /** What was scanned: an environment and the stack of its account. */
  readonly environments: readonly string[];
  /** Whether the environment is production, which takes no critical risk. */
  readonly production: boolean;
  /** Such as 2026-11-21; never the clock's in a test. */
  readonly today: string;
}

/** Days for which a critical risk may be taken. */
export const criticalTermDays = 90;

/** Parts findings by what has been accepted. An entry that is expired, unused or lacks an owner is a problem by itself. */
export function applyAcceptedRisks(facts: JudgementFacts): Judgement {
  const { findings, risks, environments, production, today } = facts;
  const concerned = risks.filter(({ environment }) => environments.includes(environment));
  const valid = concerned.filter(({ acceptedOn, expires }) => acceptedOn <= today && today < expires);
  const judged = findings.map((finding) => ({
    finding,
    risk: whyNobodyTakes(finding, production) === undefined ? valid.find((risk) => covers(risk, finding)) : undefined,
  }));
  const covered = judged.flatMap(({ finding, risk }) => (risk === undefined ? [] : [{ finding, risk }]));
  const accepted = oncePerRisk(covered);
  return {
    findings: judged.filter(({ risk }) => risk === undefined).map(({ finding }) => finding),
    accepted,
    problems: [
      ...concerned.filter(({ expires }) => today >= expires).map(expired),
      ...concerned.filter(({ acceptedOn }) => acceptedOn > today).map(ofTheFuture),
      ...valid.flatMap((risk) => {
        const why = findings.flatMap((each) => (covers(risk, each) ? (whyNobodyTakes(each, production) ?? []) : []));
        return why.length > 0 ? [`${theRisk(risk)} ${why[0]}`] : unused(risk, covered, findings);
      }),
      ...accepted.flatMap(criticalProblems),
    ],
  };
}

/** A scanner may report one rule at one place many times; it is one risk. */
function oncePerRisk(accepted: readonly AcceptedFinding[]): readonly AcceptedFinding[] {
  return accepted.filter(({ risk }, index) => accepted.findIndex((other) => other.risk === risk) === index);
}

function isAt({ rule, address }: AcceptedRisk, finding: SeenFinding): boolean {
  return rule === finding.rule && (address === finding.address || address === finding.constructPath);
}

function covers(risk: AcceptedRisk, finding: SeenFinding): boolean {
  return isAt(risk, finding) && risk.fingerprints.includes(finding.fingerprint);
}

/** What is said of an entry that takes the finding although nobody may. */
export function whyNobodyTakes(finding: SeenFinding, production: boolean): string | undefined {
  if (isWildcardAnywhere(finding)) {
    return "allows a wildcard of actions on all resources, which nobody may accept; name either";
  }
  return production && finding.severity === "CRITICAL"
    ? "is critical, which nobody may accept of a production environment; remove its cause"
    : undefined;
}

function isWildcardAnywhere({ part: { value } }: SeenFinding): boolean {
  const { Effect: effect, Action: actions, NotAction: allOthers, ...where } = objectOf(value);
  const isAnywhere =
    where.NotResource !== undefined || stringsOf(where.Resource).some((arn) => /^(\*|arn:[^:]+:[*:]+)$/.test(arn));
  if (effect !== "Allow" || !isAnywhere) return false;
  return allOthers !== undefined || stringsOf(actions).some((action) => /[*?]/.test(action));
}

function criticalProblems({ finding, risk }: AcceptedFinding): readonly string[] {
  if (finding.severity !== "CRITICAL") return [];
  const { owners, acceptedOn, expires } = risk;
  const tooLong = termProblem(acceptedOn, expires, criticalTermDays);
  return [
    ...(new Set(owners).size < 2 ? [`takes two owners; ${owners.join(", ")} is one`] : []),
    ...(tooLong === undefined ? [] : [`expires late: ${tooLong}`]),
  ].map((problem) => `${theRisk(risk)} is critical and ${problem}`);
}

function theRisk({ rule, address }: AcceptedRisk): string {
  return `the accepted risk ${rule} at ${address}`;
}

function expired(risk: AcceptedRisk): string {
  return `${theRisk(risk)} expired on ${risk.expires}; remove its cause, or decide anew`;
}

function ofTheFuture(risk: AcceptedRisk): string {
  return `${theRisk(risk)} is accepted on ${risk.acceptedOn}, which is to come; use the day of the decision`;
}

/** An entry whose finding is gone, or has become another. */
function unused(
  risk: AcceptedRisk,
  accepted: readonly AcceptedFinding[],
  findings: readonly SeenFinding[],
): readonly string[] {
  const used = accepted.filter((taken) => taken.risk === risk).map(({ finding }) => finding.fingerprint);
  const idle = risk.fingerprints.filter((fingerprint) => !used.includes(fingerprint));
  if (idle.length === 0) return [];
  const isThere = findings.some((finding) => isAt(risk, finding));
  const what = isThere ? `does not match what is found there now (${idle.join(", ")})` : "matches no finding";
  return [`${theRisk(risk)} ${what}; remove ${used.length === 0 ? "the entry" : "these fingerprints"}`];
}
