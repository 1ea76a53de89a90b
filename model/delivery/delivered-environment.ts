import type { ArnScope } from "../arn";
import { containerSecrets } from "../environment-variables";
import { accountNames, environmentNames, secretName, serviceNames } from "../naming";
import { secretReaders } from "../secret-readers";
import type { EnvironmentArnFacts } from "./environment-arn-sets";
import type { PreflightNames, ReleasedService } from "./github-statements";

interface DeliveredService {
  readonly repository: string;
  readonly taskRoleName?: string | undefined;
  readonly agentToAgent?:
    | { readonly mutualTls: { readonly caBundle: { readonly bucket: string; readonly key: string } } }
    | object
    | undefined;
}

/** What the rights of the delivery hang on, of an environment's settings. */
export interface DeliveredEnvironment {
  readonly name: string;
  readonly namePrefix: string;
  readonly account: ArnScope & { readonly name: string };
  readonly dns?: { readonly domain: string; readonly zone: { readonly create: boolean } } | undefined;
  readonly network: { readonly existingVpc: { readonly vpcId: string } } | object;
  readonly services: Readonly<Record<string, DeliveredService & Parameters<typeof containerSecrets>[0]>>;
}

/** Image repositories of the environments, each once. */
export function repositories(environments: readonly DeliveredEnvironment[]): readonly string[] {
  const all = environments.flatMap(({ services }) => Object.values(services).map(({ repository }) => repository));
  return [...new Set(all)].sort();
}

export function environmentArnFacts(environment: DeliveredEnvironment): EnvironmentArnFacts {
  const { name, namePrefix, account, dns, network } = environment;
  const services = Object.values(environment.services);
  return {
    account,
    name,
    namePrefix,
    taskRoleNames: services.flatMap(({ taskRoleName }) => (taskRoleName === undefined ? [] : [taskRoleName])),
    dns: dns === undefined ? undefined : { domain: dns.domain, createsZone: dns.zone.create },
    clientCertificates: services.flatMap(({ agentToAgent }) =>
      agentToAgent !== undefined && "mutualTls" in agentToAgent
        ? [`arn:aws:s3:::${agentToAgent.mutualTls.caBundle.bucket}/${agentToAgent.mutualTls.caBundle.key}`]
        : [],
    ),
    existingVpcId: "existingVpc" in network ? network.existingVpc.vpcId : undefined,
  };
}

/** What a release of the environment's services touches. */
export function releasedServices({ namePrefix, account, services }: DeliveredEnvironment): readonly ReleasedService[] {
  return Object.entries(services).map(([name, { taskRoleName, repository }]) => {
    const own = serviceNames(namePrefix, name);
    return {
      cluster: environmentNames(namePrefix, account.accountId).cluster,
      service: own.service,
      taskFamily: own.taskFamily,
      imageDigestParameter: own.imageDigestParameter,
      repository,
      roles: [taskRoleName ?? own.taskRole, own.executionRole],
    };
  });
}

/** What a look before a deployment asks for by name. */
export function preflightNames(environments: readonly DeliveredEnvironment[]): PreflightNames {
  const released = environments.flatMap(releasedServices);
  const names = environments.map(({ namePrefix, account }) => environmentNames(namePrefix, account.accountId));
  return {
    repositories: repositories(environments),
    parameters: released.map(({ imageDigestParameter }) => imageDigestParameter),
    secrets: environments.flatMap(secretNames),
    clusters: names.map(({ cluster }) => cluster),
    buckets: names.map(({ loadBalancerLogsBucket }) => loadBalancerLogsBucket),
    roles: [
      ...released.flatMap(({ roles }) => roles),
      ...names.map(({ flowLogRole }) => flowLogRole),
      ...new Set(environments.map(({ account }) => accountNames(account.name).everyRole)),
    ],
  };
}

function secretNames({ namePrefix, services }: DeliveredEnvironment): readonly string[] {
  return Object.values(services).flatMap((settings) =>
    secretReaders(containerSecrets(settings)).map(({ secret }) => secretName(namePrefix, secret)),
  );
}
