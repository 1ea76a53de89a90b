import { type Capability, capabilities } from "../capability";
import type { CapabilityPlans } from "../plan/capabilities";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { groupOf, isRegistered } from "../plan/host-groups";
import { caBundleOf } from "../plan/load-balancer-plan";
import type { ServicePlan } from "../plan/service-plan";
import type { ArnSets } from "./arn-set";
import { type EnvironmentArnFacts, environmentArnSets } from "./environment-arn-sets";
import type { PreflightNames } from "./github-statements";
import type { ReleasedService } from "./release-statements";
import type { RightsFacts } from "./rights";

export function environmentRights(plan: EnvironmentPlan): RightsFacts {
  return {
    uses: capabilitiesInUse(plan),
    retired: capabilities.filter((capability) => plan.retired.includes(capability)),
    arnSets: Object.entries(plan.capabilities)
      .filter(([name, { resources }]) => resources.length > 0 || plan.retired.includes(name))
      .reduce((sets, [, { arnSets }]) => joined(sets, arnSets), environmentArnSets(environmentArnFacts(plan))),
  };
}

/** Several capabilities may have things of one type. */
function joined(sets: ArnSets, further: ArnSets): ArnSets {
  const both = Object.entries(further).map(([name, set]) => {
    const known = sets[name];
    return [name, known === undefined ? set : { ...known, arns: [...known.arns, ...(set?.arns ?? [])] }] as const;
  });
  return { ...sets, ...Object.fromEntries(both) };
}

function capabilitiesInUse({ network, loadBalancer, dns, services, ...plan }: EnvironmentPlan): readonly Capability[] {
  const used: Readonly<Record<Exclude<Capability, keyof CapabilityPlans>, boolean>> = {
    account: false,
    foundation: true,
    network: network?.kind === "own",
    entrance: loadBalancer !== undefined,
    domain: dns !== undefined,
    services: services.length > 0,
    discovery: services.some(isRegistered),
    schedules: services.some(({ schedule }) => schedule !== undefined),
    keptCertificates: loadBalancer?.certificate === "kept",
    hosts: plan.hosts.length > 0,
  };
  const asked = new Map<string, boolean>([
    ...Object.entries(used),
    ...Object.entries(plan.capabilities).map(([name, { resources }]) => [name, resources.length > 0] as const),
  ]);
  return capabilities.filter((capability) => asked.get(capability) === true);
}

/** What the rights of the delivery hang on, of an environment's plan. */
function environmentArnFacts(plan: EnvironmentPlan): EnvironmentArnFacts {
  const { name, namePrefix, account, dns, network, loadBalancer } = plan;
  const caBundle = caBundleOf(loadBalancer);
  return {
    account,
    name,
    namePrefix,
    cluster: plan.names.cluster,
    instanceRoles: plan.hosts.map(({ role }) => role.arn),
    hasHosts: plan.hosts.length > 0 || plan.retired.includes("hosts"),
    ...rightsByName(plan),
    dns: dns === undefined ? undefined : { domains: plan.ownDomains, createsZone: dns.zone.create },
    trafficRoles: plan.services.flatMap(({ deployment }) =>
      deployment?.strategy === "blue-green" ? deployment.role.arn : [],
    ),
    clientCertificates: caBundle === undefined ? [] : [`arn:aws:s3:::${caBundle.bucket}/${caBundle.key}`],
    existingVpcId: network?.kind === "existing" ? network.vpcId : undefined,
  };
}

/** What services have, or had, that no pattern of the environment's names covers. */
export function rightsByName({ namePrefix, services, hosts, formerNames }: EnvironmentPlan) {
  const owners = [...services, ...hosts];
  const taskRoles = [...owners.map(({ role }) => role.name), ...formerNames.taskRoles];
  const logGroups = [...new Set([...owners.map(({ logGroup }) => logGroup.name), ...formerNames.logGroups])];
  return {
    taskRoleNames: taskRoles.filter((role) => !role.startsWith(`${namePrefix}-`)),
    logGroups: logGroups.filter((group) => !group.startsWith(`/ecs/${namePrefix}/`)),
  };
}

/** What a release of the environment's services touches. */
export function releasedServices(plan: EnvironmentPlan): readonly ReleasedService[] {
  return plan.services.map((service) => ({
    imageDigestParameter: service.names.imageDigestParameter,
    repository: service.repository.name,
    runsOn: runsOn(plan, service),
  }));
}

function runsOn({ names, hosts }: EnvironmentPlan, service: ServicePlan): ReleasedService["runsOn"] {
  const group = groupOf(hosts, service);
  if (group !== undefined) {
    return {
      runtime: "ec2",
      autoscalingGroup: group.names.autoscalingGroup,
      document: group.names.releaseDocument,
    };
  }
  return {
    runtime: "fargate",
    cluster: names.cluster,
    service: service.names.service,
    taskFamily: service.names.taskFamily,
    isBlueGreen: service.deployment?.strategy === "blue-green",
    roles: [service.role, service.executionRole].flatMap((role) => role?.name ?? []),
  };
}

/** What a look before a deployment asks for by name. */
export function preflightNames(environments: readonly EnvironmentPlan[]): PreflightNames {
  const released = environments.flatMap(releasedServices);
  return {
    repositories: distinct(released.map(({ repository }) => repository)),
    parameters: released.map(({ imageDigestParameter }) => imageDigestParameter),
    secrets: environments.flatMap(({ secrets }) => secrets.map(({ arnPattern }) => arnPattern)),
    clusters: environments.filter(({ hosts }) => hosts.length === 0).map(({ names }) => names.cluster),
    buckets: environments.flatMap(({ loadBalancer }) => loadBalancer?.logsBucket ?? []),
    roles: [
      ...environments.flatMap(({ services }) =>
        services.flatMap(({ role, executionRole }) => [
          role.name,
          ...(executionRole === undefined ? [] : [executionRole.name]),
        ]),
      ),
      ...environments.flatMap(({ flowLogs }) => flowLogs?.role.name ?? []),
      ...distinct(environments.map(({ account }) => account.names.everyRole)),
    ],
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
