import { silencing } from "../../capabilities/schedule/plan";
import { flowLogArnPattern, logGroupArn, roleArn, topicArn } from "../arn";
import type { UsageFacts } from "../cost/usage";
import { flowLogStatements } from "../flow-log-statements";
import { hostAlarms } from "../host-alarms";
import { serviceTrustPolicy } from "../iam-policy";
import { logRetention } from "../log-retention";
import { type EnvironmentNames, environmentNames, serviceNames } from "../naming";
import { serviceAlarms } from "../service-alarms";
import { baseStackName, stackNames } from "../stack-names";
import { costTags } from "../tags";
import { type AccountPlan, planAccount } from "./account-plan";
import type { AlarmPlan } from "./alarm-plan";
import { type CapabilityPlans, planCapabilities } from "./capabilities";
import type { DnsFacts, EnvironmentFacts, FormerNames } from "./facts";
import { planHosts } from "./host-groups";
import type { HostGroupPlan } from "./host-plan";
import { type LoadBalancerPlan, planLoadBalancer } from "./load-balancer-plan";
import { type NetworkPlan, planNetwork } from "./network-plan";
import { arnSuffixReference } from "./planned-text";
import type { RolePlan } from "./role-plan";
import type { SecretPlan } from "./secret-plan";
import { resourcesOf } from "./service-links";
import { planService, type ServicePlan } from "./service-plan";

/** Everything that follows from an environment's settings, made once: nobody else composes a name or an ARN. */
export interface EnvironmentPlan {
  readonly name: string;
  readonly namePrefix: string;
  readonly account: AccountPlan;
  readonly stacks: { readonly account: string; readonly base: string; readonly runtime: string };
  readonly tags: { readonly base: Tags; readonly runtime: Tags };
  readonly production: boolean;
  readonly deletionProtection: boolean;
  readonly names: EnvironmentNames;
  /** Absent where nothing needs one. */
  readonly network: NetworkPlan | undefined;
  readonly loadBalancer: LoadBalancerPlan | undefined;
  readonly dns: DnsFacts | undefined;
  /** Names whose records its roles may change: those that it answers to, and those of before. */
  readonly ownDomains: readonly string[];
  readonly services: readonly ServicePlan[];
  /** Instances that run the services; none where Fargate does. */
  readonly hosts: readonly HostGroupPlan[];
  /** Of all services, each once. */
  readonly secrets: readonly SecretPlan[];
  /** Encrypted under the environment's key. */
  readonly logGroups: readonly { readonly name: string; readonly arn: string }[];
  /** Records of refused connections; absent where the VPC is somebody else's. */
  readonly flowLogs: FlowLogsPlan | undefined;
  readonly capabilities: CapabilityPlans;
  /** Absent for what runs all week. */
  readonly schedule: CapabilityPlans["schedule"]["resources"][number] | undefined;
  readonly alarms: readonly AlarmPlan[];
  readonly alerts: { readonly topic: string; readonly topicArn: string; readonly email: string };
  readonly budget: { readonly name: string; readonly monthlyUsd: number };
  readonly usage: UsageFacts;
  /** Capabilities that go, and whose rights stay until nothing of them is left. */
  readonly retired: readonly string[];
  readonly formerNames: FormerNames;
}

type Tags = Readonly<Record<string, string>>;

interface FlowLogsPlan {
  readonly logGroup: string;
  readonly retentionDays: number;
  readonly role: RolePlan;
}

export function planEnvironment(facts: EnvironmentFacts): EnvironmentPlan {
  const { name, namePrefix, dns } = facts;
  const account = planAccount(facts.account);
  const names = namesOf(facts);
  const network = planNetwork(facts);
  const loadBalancer = planLoadBalancer(facts, names);
  const capabilities = planCapabilities(
    facts,
    { ...account, environment: name, namePrefix, keyAlias: names.encryptionKeyAlias },
    { consumers: (resource) => consumersOf(facts, resource), scheduled: scheduledServices(facts, names) },
  );
  const linkable = {
    services: facts.services,
    resources: resourcesOf(capabilities),
    discoveryNamespace: names.discoveryNamespace,
  };
  const queueNameOf = (queue: string) =>
    capabilities.queues.resources.find((planned) => planned.name === queue)?.queueName;
  const services = Object.entries(facts.services).map(([service, settings]) =>
    planService(service, settings, {
      facts,
      account,
      names,
      network,
      loadBalancer,
      linkable,
      queueNameOf,
      volumes: capabilities.volumes.resources,
    }),
  );
  const hosts = planHosts(facts, account, services);
  const [accountStack, base, runtime] = stackNames(facts);
  const alarms = [
    ...services.flatMap((service) => alarmsOf(service, { namePrefix, loadBalancer })),
    ...hosts.flatMap((group) => hostAlarms(group, namePrefix)),
    ...Object.values(capabilities).flatMap((capability) => capability.alarms),
  ];
  const knowing = silencing(capabilities.schedule, alarms);
  const [schedule] = knowing.resources;
  const flowLogs = network?.kind === "own" && network.flowLogs;
  return {
    name,
    namePrefix,
    account,
    stacks: { account: accountStack, base, runtime },
    tags: { base: tagsOf(facts, baseStackName(name)), runtime: tagsOf(facts, name) },
    production: facts.production,
    deletionProtection: facts.deletionProtection,
    names,
    network,
    loadBalancer,
    dns,
    ownDomains:
      dns === undefined ? [] : [...new Set([dns.domain, ...(loadBalancer?.hosts ?? []), ...dns.formerDomains])].sort(),
    services,
    hosts,
    secrets: distinctSecrets(services),
    logGroups: [
      ...services.map(({ logGroup }) => logGroup.name),
      ...new Set(hosts.map(({ logGroup }) => logGroup.name)),
      ...(flowLogs ? [names.flowLogGroup] : []),
      ...(schedule === undefined ? [] : [schedule.logGroup.name]),
    ].map((group) => ({ name: group, arn: logGroupArn(facts.account, group) })),
    flowLogs: flowLogs ? planFlowLogs(facts, names) : undefined,
    capabilities: { ...capabilities, schedule: knowing },
    schedule,
    alarms,
    alerts: {
      topic: names.alertsTopic,
      topicArn: topicArn(facts.account, names.alertsTopic),
      email: facts.alerts.email,
    },
    budget: { name: names.budget, monthlyUsd: facts.budget.monthlyUsd },
    usage: facts.usage,
    retired: facts.retired,
    formerNames: facts.formerNames,
  };
}

function namesOf({ namePrefix, account, cluster }: EnvironmentFacts): EnvironmentNames {
  const names = environmentNames(namePrefix, account.accountId);
  return { ...names, cluster: cluster.name ?? names.cluster };
}

function planFlowLogs({ account, production }: EnvironmentFacts, names: EnvironmentNames): FlowLogsPlan {
  const trustPolicy = serviceTrustPolicy("vpc-flow-logs.amazonaws.com", {
    StringEquals: { "aws:SourceAccount": account.accountId },
    ArnLike: { "aws:SourceArn": flowLogArnPattern(account) },
  });
  return {
    logGroup: names.flowLogGroup,
    retentionDays: logRetention(production).flowLogDays,
    role: {
      name: names.flowLogRole,
      arn: roleArn(account, names.flowLogRole),
      trustPolicy,
      statements: flowLogStatements(logGroupArn(account, names.flowLogGroup)),
    },
  };
}

function tagsOf({ account, tags, name }: EnvironmentFacts, stack: string): Tags {
  return costTags({ stack, owner: account.owner, environment: name, furtherTags: { ...account.tags, ...tags } });
}

function consumersOf({ services }: EnvironmentFacts, resource: string): readonly string[] {
  return Object.entries(services).flatMap(([name, settings]) =>
    settings.kind === "worker" && settings.consumes === resource ? [name] : [],
  );
}

/** A job has no number of tasks: it starts and ends by itself. */
function scheduledServices({ services, namePrefix, production }: EnvironmentFacts, { cluster }: EnvironmentNames) {
  return {
    cluster,
    services: Object.entries(services).flatMap(([name, settings]) =>
      settings.kind === "job"
        ? []
        : [
            {
              name: serviceNames(namePrefix, name).service,
              minimumTasks: settings.scaling.minimumTasks,
            },
          ],
    ),
    logRetentionDays: logRetention(production).serviceDays,
  };
}

function distinctSecrets(services: readonly ServicePlan[]): readonly SecretPlan[] {
  return [...new Map(services.flatMap(({ secrets }) => secrets.map((secret) => [secret.id, secret]))).values()];
}

function alarmsOf(
  service: ServicePlan,
  { namePrefix, loadBalancer }: Pick<EnvironmentPlan, "namePrefix" | "loadBalancer">,
): readonly AlarmPlan[] {
  const { name, names, placement, scaling, deployment } = service;
  return serviceAlarms({
    namePrefix,
    clusterName: placement.runtime === "fargate" ? placement.cluster : undefined,
    serviceName: names.service,
    alwaysRuns: (scaling?.minimumTasks ?? 0) > 0,
    entrance:
      deployment === undefined || loadBalancer === undefined
        ? undefined
        : {
            loadBalancerArnSuffix: arnSuffixReference("aws_lb", loadBalancer.name),
            targetGroupArnSuffixes: deployment.targetGroups.map((group) =>
              arnSuffixReference("aws_lb_target_group", group),
            ),
            isDefault: loadBalancer.defaultService === name,
          },
  });
}
