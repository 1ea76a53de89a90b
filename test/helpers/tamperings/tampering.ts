import type { ReadBackTable } from "../../../model/aws-types/aws-type";
import type { Account } from "../../../rehearsal/read-back/account";
import type { Clients } from "../../../rehearsal/read-back/clients";

/** What somebody could do to an applied staging environment behind Terraform's back. */
export type Tampering = TamperingOfATable | TamperingOfAPlan;

/** No plan shows it: Terraform does not manage it, is told to ignore it, or has it in another stack. */
interface TamperingOfATable {
  readonly title: string;
  readonly detectedBy: ReadBackTable;
  /** @returns how the table differs from what was promised, once everything is tampered with */
  readonly tamper: (target: Target) => Promise<Difference>;
}

interface Difference {
  readonly lacking?: readonly string[];
  readonly unexpected?: readonly string[];
}

/** An attribute of what Terraform manages: a plan after it wants to change it back. */
interface TamperingOfAPlan {
  readonly title: string;
  readonly detectedBy: "plan";
  /** Terraform's type of the resource that the plan changes. */
  readonly changes: string;
  readonly tamper: (target: Target) => Promise<unknown>;
}

export interface Target {
  readonly clients: Clients;
  readonly settings: { readonly region: string };
  /** What is there before anything is tampered with. */
  readonly account: Account;
  readonly vpcId: string;
}

/** The one thing of the name. @throws RangeError where there is none */
export function named<Thing extends { readonly name: string }>(things: readonly Thing[], name: string): Thing {
  const thing = things.find((candidate) => candidate.name === name);
  if (thing === undefined) throw new RangeError(`there is no ${name}`);
  return thing;
}
