import type { ArnScope } from "../arn";
import type { BilledResource } from "../cost/billed-resource";
import type { ArnSets } from "../delivery/arn-set";
import type { PolicyStatement } from "../iam-policy";
import type { AlarmPlan } from "./alarm-plan";
import type { AwsReference, PlannedStatement, PlannedText } from "./planned-text";

/** What every capability is told of the environment that it is a part of. */
export interface CapabilityContext extends ArnScope {
  readonly environment: string;
  readonly namePrefix: string;
  /** Of the environment's own key. */
  readonly keyAlias: string;
}

/** Connections that somebody may open. */
export interface EgressPlan {
  readonly description: string;
  readonly port: number;
  /** Address blocks, the tasks of another service, or a security group of the base stack. */
  readonly to: readonly string[] | { readonly service: string } | { readonly group: AwsReference };
}

/** What somebody gets who names a resource: role, boundary, variables and ways out follow from it without another edit. */
export interface Link {
  readonly variables: Readonly<Record<string, PlannedText>>;
  readonly statements: readonly PlannedStatement[];
  readonly egress: readonly EgressPlan[];
}

interface KeptPlan {
  /** Such as `bucket`. */
  readonly kind: string;
  readonly name: string;
  readonly facts: readonly string[];
}

export interface ResourcePolicyPlan {
  readonly holder: string;
  readonly statements: readonly PolicyStatement[];
}

/** One thing that a capability makes, such as a queue, as the rest of the plan sees it. */
export interface PlannedResource {
  /** As settings name it. */
  readonly name: string;
  /** What `uses` gives, and what `consumes` gives; absent where nobody can. */
  readonly uses?: Link;
  readonly consumes?: Link;
  /** What mounting it gives the program, whoever mounts it for it. */
  readonly mounted?: Link;
  /** How what holds data is promised to be kept, in the words of the read-back. */
  readonly kept: readonly KeptPlan[];
  /** What its resource policies are promised to say, whoever asks. */
  readonly policies: readonly ResourcePolicyPlan[];
}

/** All that a capability makes in one environment. */
export interface CapabilityPlan<Resource extends PlannedResource> {
  readonly resources: readonly Resource[];
  /** What calls for its types are allowed on: by patterns, as what settings no longer name is still to be removed. */
  readonly arnSets: ArnSets;
  readonly alarms: readonly AlarmPlan[];
  /** What of it AWS bills, its alarms apart. */
  readonly billed: readonly BilledResource[];
}
