import type { Finding } from "./finding";

/** A finding that somebody has decided to live with, until a day. */
export interface AcceptedRisk {
  readonly rule: string;
  /** Address of the resource, or path of its construct; exact. */
  readonly address: string;
  readonly environment: string;
  readonly reason: string;
  /** Roles. */
  readonly owners: readonly string[];
  /** First day on which it is an error again, such as 2027-05-20. */
  readonly expires: string;
  /** Cost of the alternative. */
  readonly monthlyUsd: number;
}

export interface AcceptedFinding {
  readonly finding: Finding;
  readonly risk: AcceptedRisk;
}

export interface Judgement {
  /** What nobody has accepted. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** What is wrong with the accepted risks themselves, in words. */
  readonly problems: readonly string[];
}

export interface JudgementFacts {
  readonly findings: readonly Finding[];
  readonly risks: readonly AcceptedRisk[];
  /** What was scanned: an environment and the stack of its account. */
  readonly environments: readonly string[];
  /** Such as 2026-11-21; never the clock's in a test. */
  readonly today: string;
}

export const acceptedRiskLimit = 30;

/** Parts findings by what has been accepted. An entry that is expired, unused or lacks an owner is a problem by itself. */
export function applyAcceptedRisks({ findings, risks, environments, today }: JudgementFacts): Judgement {
  const concerned = risks.filter(({ environment }) => environments.includes(environment));
  const valid = concerned.filter(({ expires }) => today < expires);
  const judged = findings.map((finding) => ({ finding, risk: valid.find((risk) => covers(risk, finding)) }));
  const accepted = oncePerRisk(judged.flatMap(({ finding, risk }) => (risk === undefined ? [] : [{ finding, risk }])));
  return {
    findings: judged.filter(({ risk }) => risk === undefined).map(({ finding }) => finding),
    accepted,
    problems: [
      ...concerned.filter((risk) => !valid.includes(risk)).map(expired),
      ...valid.filter((risk) => !accepted.some((taken) => taken.risk === risk)).map(unused),
      ...accepted.filter(isUnderowned).map(underowned),
      ...(accepted.length > acceptedRiskLimit ? [tooMany(accepted.length)] : []),
    ],
  };
}

/**
 * The entries that one environment's scan can judge: of what it shares with others, such as image repositories, it
 * makes its own part alone, and an entry for another's matches no finding of this one.
 */
export function judgeableRisks<Risk extends AcceptedRisk>(
  risks: readonly Risk[],
  sharedStack: string,
  resources: readonly Pick<Finding, "address" | "constructPath">[],
): readonly Risk[] {
  const made = new Set(resources.flatMap(({ address, constructPath }) => [address, constructPath]));
  return risks.filter(({ environment, address }) => environment !== sharedStack || made.has(address));
}

/** A scanner may report one rule at one place many times, for each action of a policy; it is one risk. */
function oncePerRisk(accepted: readonly AcceptedFinding[]): readonly AcceptedFinding[] {
  return accepted.filter(({ risk }, index) => accepted.findIndex((other) => other.risk === risk) === index);
}

function covers({ rule, address }: AcceptedRisk, finding: Finding): boolean {
  return rule === finding.rule && (address === finding.address || address === finding.constructPath);
}

function isUnderowned({ finding, risk }: AcceptedFinding): boolean {
  return finding.severity === "CRITICAL" && new Set(risk.owners).size < 2;
}

function expired({ rule, address, expires }: AcceptedRisk): string {
  return `the accepted risk ${rule} at ${address} expired on ${expires}; remove its cause, or decide anew`;
}

function unused({ rule, address }: AcceptedRisk): string {
  return `the accepted risk ${rule} at ${address} matches no finding; remove the entry`;
}

function underowned({ risk: { rule, address, owners } }: AcceptedFinding): string {
  return `the accepted risk ${rule} at ${address} is critical and takes two owners; ${owners.join(", ")} is one`;
}

function tooMany(count: number): string {
  return `${count} risks are accepted, and ${acceptedRiskLimit} are allowed; remove the cause of some`;
}
