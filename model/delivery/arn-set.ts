import type { CallPhase } from "../aws-types/provider-calls";
import type { PolicyStatement } from "../iam-policy";

export type Conditions = NonNullable<PolicyStatement["conditions"]>;

/** What calls are allowed on, for the runs of one account or environment. */
export interface ArnSet {
  /** None: nobody may make the calls. */
  readonly arns: readonly string[];
  /** Names that AWS makes up cannot be told by their ARN, so that a tag says whose they are. */
  readonly ownTag?: { readonly key: string; readonly value: string };
  readonly conditions?: Partial<Readonly<Record<CallPhase, Conditions>>>;
}

/** By the names that the calls of types use. */
export type ArnSets = Readonly<Record<string, ArnSet>>;
