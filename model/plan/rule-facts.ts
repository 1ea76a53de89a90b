import type { FargateSize } from "../fargate-size";
import { orList } from "../wording";
import type { HostScalingFacts } from "./facts";
import type { InstanceChoice } from "./host-facts";

/** What is wrong between the sections of an environment; whatever is malformed by itself is absent here. */
export interface RuleFacts {
  readonly name: string;
  readonly namePrefix: string | undefined;
  readonly account: string | undefined;
  readonly production: boolean | undefined;
  readonly promotedFrom: readonly string[] | undefined;
  readonly hasReasonNotToPromote: boolean;
  readonly deletionProtection: boolean | undefined;
  readonly hasNetwork: boolean;
  readonly hasDns: boolean;
  /** A zone that is made here, and that nobody finds yet. */
  readonly waitsForDelegation: boolean;
  readonly formerDomains: readonly string[];
  readonly zone: string | undefined;
  readonly domain: string | undefined;
  /** An internal load balancer in a VPC whose block nobody knows. */
  readonly needsAllowedCidrs: boolean;
  readonly hasLoadBalancerSettings: boolean;
  readonly hasCertificate: boolean;
  /** A record that Route 53's health checks decide on, of a load balancer that they do not reach. */
  readonly hasBlindFailover: boolean;
  readonly services: Readonly<Record<string, ServiceRuleFacts>>;
  /** Names of what each capability makes, by the capability. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
  /** Volumes that no service is to mount. */
  readonly detachedVolumes: readonly string[];
  readonly retired: readonly string[];
  readonly compute: string | undefined;
  /** Absent where something of them is malformed. */
  readonly instances: InstanceRuleFacts | undefined;
}

interface InstanceRuleFacts extends InstanceChoice {
  readonly scaling: HostScalingFacts;
  readonly roleName?: string | undefined;
}

export interface ServiceRuleFacts {
  readonly kind?: string | undefined;
  readonly port?: number | undefined;
  readonly size?: FargateSize | undefined;
  readonly architecture?: string | undefined;
  readonly uses?: readonly string[] | undefined;
  readonly consumes?: string | undefined;
  readonly taskRoleName?: string | undefined;
  readonly environment?: Readonly<Record<string, unknown>> | undefined;
  readonly secrets?: Readonly<Record<string, unknown>> | undefined;
  readonly sidecars?: Readonly<Record<string, unknown>> | undefined;
  readonly firestore?: { readonly database: string } | undefined;
  readonly scaling?:
    | {
        readonly minimumTasks: number;
        readonly maximumTasks?: number | undefined;
        readonly requestsPerTarget?: unknown;
      }
    | undefined;
  readonly spotPercent?: number | undefined;
  /** Path by volume. */
  readonly volumes?: Readonly<Record<string, string>> | undefined;
  readonly logRetentionDays?: number | undefined;
  readonly deployment?: { readonly strategy?: string | undefined } | undefined;
  readonly agentToAgent?: { readonly path?: string | undefined } | undefined;
  readonly routes?: readonly RouteRuleFacts[] | undefined;
}

export interface RouteRuleFacts {
  readonly host?: string | undefined;
  readonly paths?: readonly string[] | undefined;
}

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly at?: "key" | undefined;
}

export function problem(
  path: readonly (string | number)[],
  message: string | undefined,
  at?: "key",
): readonly Problem[] {
  return message === undefined ? [] : [{ path, message, at }];
}

export function choices(known: readonly string[], otherwise: string): string {
  return known.length === 0 ? otherwise : `use ${orList(known)}`;
}
