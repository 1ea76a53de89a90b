import type { Clients } from "../../../rehearsal/read-back/clients";

/** What somebody could do to an applied staging environment behind Terraform's back. */
export interface Tampering {
  readonly title: string;
  /** @returns what the read-back has to say about it */
  readonly tamper: (target: Target) => Promise<readonly string[]>;
}

export interface Target {
  readonly clients: Clients;
  readonly vpcId: string;
  /** The id or ARN that AWS gave what a read-back calls by this label. */
  readonly idOf: (label: string) => string;
}

export function missing(subject: string, sentence: string): string {
  return `${subject}: missing: ${sentence}`;
}

export function notAskedFor(subject: string, sentence: string): string {
  return `${subject}: not asked for: ${sentence}`;
}

/** An attribute that has another value than the one asked for. */
export function changed(subject: string, attribute: string, from: string, to: string): readonly string[] {
  return [missing(subject, `${attribute} ${from}`), notAskedFor(subject, `${attribute} ${to}`)];
}
