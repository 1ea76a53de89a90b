import type { Environment } from "../../config/schema/environment";
import type { ServiceSettings } from "../../config/schema/service";
import { type ConnectionTimes, connectionTimes } from "../../model/connection-times";
import { containerSecrets } from "../../model/environment-variables";
import { type IngressPlan, planIngress } from "../../model/ingress-plan";
import {
  type EnvironmentNames,
  environmentNames,
  type ServiceNames,
  secretName,
  serviceNames,
} from "../../model/naming";
import { isCarried, oldestProviderVersion, type ProviderFeature } from "../../model/provider-features";
import { type PlannedSubnet, planSubnets } from "../../model/subnet-plan";

/** What the configuration asks for by itself, derived again from it and the model, and never from what was synthesized. */
export interface Intent {
  readonly environment: Environment;
  readonly names: EnvironmentNames;
  readonly service: { readonly name: string; readonly settings: ServiceSettings; readonly names: ServiceNames };
  readonly times: ConnectionTimes;
  readonly ingress: IngressPlan;
  /** A VPC of the environment's own; absent in one that somebody else runs. */
  readonly network?: OwnNetwork;
  /** Whether what was rehearsed could carry the feature. */
  readonly carried: (feature: ProviderFeature) => boolean;
}

export interface OwnNetwork {
  readonly cidr: string;
  readonly nat: "none" | "single" | "per-zone";
  readonly flowLogs: boolean;
  readonly subnets: readonly PlannedSubnet[];
  readonly taskSubnets: readonly PlannedSubnet[];
}

/** Full names, each once. */
export function secretNames({ environment, service }: Intent): readonly string[] {
  return [...new Set(Object.values(containerSecrets(service.settings)))].map((name) =>
    secretName(environment.namePrefix, name),
  );
}

export function intentOf(environment: Environment): Intent {
  const [entry] = Object.entries(environment.services);
  if (entry === undefined) throw new RangeError(`${environment.name} has no service`);
  const [name, settings] = entry;
  return {
    environment,
    names: environmentNames(environment.namePrefix, environment.account.accountId),
    service: { name, settings, names: serviceNames(environment.namePrefix, name) },
    times: connectionTimes(settings.longLived),
    ingress: planIngress({ dns: environment.dns, agentToAgent: settings.agentToAgent }),
    network: ownNetwork(environment.network),
    carried: (feature) => isCarried(feature, { providerVersion: oldestProviderVersion, emulated: true }),
  };
}

function ownNetwork(network: Environment["network"]): OwnNetwork | undefined {
  if ("existingVpc" in network) return undefined;
  const subnets = planSubnets(network.cidr);
  // Without NAT only a public subnet has a way out.
  const taskTier = network.nat === "none" ? "public" : "private";
  return { ...network, subnets, taskSubnets: subnets.filter(({ tier }) => tier === taskTier) };
}

/** Absent where the environment answers on the load balancer's own name, over plain HTTP. */
export function publicDomain({ environment, ingress }: Intent): NonNullable<Environment["dns"]> | undefined {
  return ingress.protocol === "https" ? environment.dns : undefined;
}

/** Days are enough to look into a refused connection. */
const flowLogRetentionDays = 14;

export function logGroups({ names, service, network }: Intent) {
  const own = [{ name: service.names.logGroup, retentionDays: service.settings.logRetentionDays }];
  return network?.flowLogs === true ? [...own, { name: names.flowLogGroup, retentionDays: flowLogRetentionDays }] : own;
}
