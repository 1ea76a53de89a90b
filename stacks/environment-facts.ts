import type { Environment } from "../config/schema/environment";
import type { ServiceSettings } from "../config/schema/service";
import { policyArn } from "../model/arn";
import type { EnvironmentReachFacts } from "../model/delivery/environment-extents";
import type { PreflightNames, ReleasedService } from "../model/delivery/github-statements";
import { containerSecrets } from "../model/environment-variables";
import { type IngressPlan, planIngress } from "../model/ingress-plan";
import { accountNames, environmentNames, secretName, serviceNames } from "../model/naming";
import { secretReaders } from "../model/secret-readers";
import { costTags } from "../model/tags";

/** Facts of an environment that both of its stacks need: model functions, called with its values. */
export interface NamedService {
  readonly name: string;
  readonly settings: ServiceSettings;
}

export function services(environment: Environment): readonly NamedService[] {
  return Object.entries(environment.services).map(([name, settings]) => ({ name, settings }));
}

/** The schema lets an environment have exactly one. */
export function onlyService(environment: Environment): NamedService {
  const [service] = services(environment);
  if (service === undefined) throw new RangeError(`${environment.name} has no service`);
  return service;
}

export function ingressPlan(environment: Environment): IngressPlan {
  return planIngress({ dns: environment.dns, agentToAgent: onlyService(environment).settings.agentToAgent });
}

export function environmentTags(environment: Environment, stack: string): Readonly<Record<string, string>> {
  const { account } = environment;
  const furtherTags = { ...account.tags, ...environment.tags };
  return costTags({ stack, owner: account.owner, environment: environment.name, furtherTags });
}

/** Log groups under the environment's key. */
export function keyLogGroups(environment: Environment): readonly string[] {
  const { network, namePrefix, account } = environment;
  const flowLogs = "cidr" in network && network.flowLogs;
  return [
    ...services(environment).map(({ name }) => serviceNames(namePrefix, name).logGroup),
    ...(flowLogs ? [environmentNames(namePrefix, account.accountId).flowLogGroup] : []),
  ];
}

/** Without NAT the tasks stand in the public subnets, each with an address of its own; only the load balancer reaches them. */
export function tasksArePublic(environment: Environment): boolean {
  return "cidr" in environment.network && environment.network.nat === "none";
}

/** The most that the environment's roles can do; the account's stack makes it. */
export function boundaryArn({ account }: Environment): string {
  return policyArn(account, accountNames(account.name).boundary);
}

/** Image repositories of the environments, each once. */
export function repositories(environments: readonly Environment[]): readonly string[] {
  const all = environments.flatMap((environment) => services(environment).map(({ settings }) => settings.repository));
  return [...new Set(all)].sort();
}

/** What the rights of the environment's runs hang on. */
export function environmentReach(environment: Environment): EnvironmentReachFacts {
  const { name, namePrefix, account, dns, network } = environment;
  const settings = Object.values(environment.services);
  return {
    account,
    name,
    namePrefix,
    taskRoleNames: settings.flatMap(({ taskRoleName }) => (taskRoleName === undefined ? [] : [taskRoleName])),
    dns: dns === undefined ? undefined : { domain: dns.domain, createsZone: dns.zone.create },
    clientCertificates: settings.flatMap(({ agentToAgent }) =>
      agentToAgent !== undefined && "mutualTls" in agentToAgent
        ? [`arn:aws:s3:::${agentToAgent.mutualTls.caBundle.bucket}/${agentToAgent.mutualTls.caBundle.key}`]
        : [],
    ),
    existingVpcId: "existingVpc" in network ? network.existingVpc.vpcId : undefined,
  };
}

/** What a release of the environment's services touches. */
export function releasedServices(environment: Environment): readonly ReleasedService[] {
  const { namePrefix, account } = environment;
  return services(environment).map(({ name, settings }) => {
    const own = serviceNames(namePrefix, name);
    return {
      cluster: environmentNames(namePrefix, account.accountId).cluster,
      service: own.service,
      taskFamily: own.taskFamily,
      imageDigestParameter: own.imageDigestParameter,
      repository: settings.repository,
      roles: [settings.taskRoleName ?? own.taskRole, own.executionRole],
    };
  });
}

/** What a look before a deployment asks for by name. */
export function preflightNames(environments: readonly Environment[]): PreflightNames {
  const released = environments.flatMap(releasedServices);
  const names = environments.map(({ namePrefix, account }) => environmentNames(namePrefix, account.accountId));
  return {
    repositories: repositories(environments),
    parameters: released.map(({ imageDigestParameter }) => imageDigestParameter),
    secrets: environments.flatMap(secretFullNames),
    clusters: names.map(({ cluster }) => cluster),
    buckets: names.map(({ loadBalancerLogsBucket }) => loadBalancerLogsBucket),
    roles: [...released.flatMap(({ roles }) => roles), ...names.map(({ flowLogRole }) => flowLogRole)],
  };
}

function secretFullNames(environment: Environment): readonly string[] {
  return services(environment).flatMap(({ settings }) =>
    secretReaders(containerSecrets(settings)).map(({ secret }) => secretName(environment.namePrefix, secret)),
  );
}
