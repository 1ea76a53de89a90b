import { roleArn } from "../arn";
import { serviceTrustPolicy } from "../iam-policy";
import { logRetention } from "../log-retention";
import { commonGroup, hostGroupNames, hostLogGroup } from "../naming";
import { distinct } from "../task-permissions";
import type { AccountPlan } from "./account-plan";
import type { EnvironmentFacts } from "./facts";
import { instanceRoleName, instanceSettings } from "./host-facts";
import type { HostGroupPlan, HostScalingPlan } from "./host-plan";
import type { AwsReference, PlannedStatement } from "./planned-text";
import { withDistinctSids } from "./service-links";
import type { ServicePlan } from "./service-plan";

/** Between two changes of the number of instances. */
export const cooldownSeconds = 300;
const times = { scaleOutMinutes: 5, scaleInMinutes: 10, cooldownSeconds } as const;

/** Packages, images and health checks of a first start. */
const startSeconds = 900;

/** What Systems Manager's and CloudWatch's agents ask for; the boundary narrows both to what is the environment's own. */
const managedPolicies = ["AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"];

/** The groups of instances that run the services; none where Fargate does. */
export function planHosts(
  facts: EnvironmentFacts,
  account: AccountPlan,
  services: readonly ServicePlan[],
): readonly HostGroupPlan[] {
  const groups = new Map<string, ServicePlan[]>();
  for (const service of services) {
    if (service.placement.runtime === "fargate") continue;
    const { group } = service.placement;
    groups.set(group, [...(groups.get(group) ?? []), service]);
  }
  return [...groups].map(([group, members]) => planGroup(group, members, { facts, account }));
}

/** @returns nothing for a service on Fargate */
export function groupOf(hosts: readonly HostGroupPlan[], { placement }: ServicePlan): HostGroupPlan | undefined {
  return placement.runtime === "ec2" ? hosts.find(({ name }) => name === placement.group) : undefined;
}

interface Context {
  readonly facts: EnvironmentFacts;
  readonly account: AccountPlan;
}

function planGroup(name: string, services: readonly ServicePlan[], { facts, account }: Context): HostGroupPlan {
  const { namePrefix, instances, production } = facts;
  const chosen = instanceSettings(production, instances);
  const { minimum, maximum } = name === commonGroup ? chosen : { minimum: 1, maximum: 1 };
  const names = { ...hostGroupNames(namePrefix, name), instanceRole: instanceRoleName(facts, name) };
  const [first] = services;
  if (first === undefined) throw new RangeError(`the group ${name} has no service`);
  const portGroups = services.flatMap(({ placement }) => placement.portGroup ?? []);
  const discovery = services.find(isRegistered)?.discovery;
  return {
    name,
    services,
    names,
    instance: chosen.instance,
    volumeGiB: chosen.volumeGiB,
    minimum,
    maximum,
    scaling: scalingOf(facts, minimum, maximum),
    amiId: instances.amiId,
    role: {
      name: names.instanceRole,
      arn: roleArn(account, names.instanceRole),
      trustPolicy: serviceTrustPolicy("ec2.amazonaws.com"),
      statements: [
        ...joined(services.flatMap(({ placement }) => (placement.runtime === "ec2" ? placement.starting : []))),
        ...ownStatements(services, { account, autoscalingGroup: names.autoscalingGroup }),
        ...(discovery === undefined ? [] : registering(first.name, discovery.host)),
      ],
    },
    managedPolicyArns: managedPolicies.map((policy) => `arn:aws:iam::aws:policy/${policy}`),
    boundaryArn: account.arns.instanceBoundary(facts.name),
    subnetTier: first.placement.subnetTier,
    securityGroup: first.placement.securityGroup,
    portGroups,
    targetGroups: services.flatMap(({ deployment }) => deployment?.targetGroups ?? []),
    discovery,
    logGroup: {
      name: instances.logGroup ?? hostLogGroup(namePrefix),
      retentionDays: logRetention(production).serviceDays,
    },
    metricsNamespace: instances.metricsNamespace ?? `${namePrefix}/hosts`,
    startSeconds,
  };
}

function scalingOf({ instances }: EnvironmentFacts, minimum: number, maximum: number): HostScalingPlan | undefined {
  return maximum > minimum ? { ...instances.scaling, ...times } : undefined;
}

/** IAM holds one statement of each id, and most of the services' differ in their resources alone. */
function joined(statements: readonly PlannedStatement[]): readonly PlannedStatement[] {
  const scopeOf = ({ sid, actions, conditions }: PlannedStatement) => JSON.stringify([sid, actions, conditions]);
  const scopes = new Map(statements.map((statement) => [scopeOf(statement), statement]));
  return withDistinctSids(
    [...scopes].map(([scope, statement]) => {
      const alike = statements.filter((other) => scopeOf(other) === scope);
      return { ...statement, resources: distinct(alike.flatMap(({ resources }) => resources)) };
    }),
  );
}

function ownStatements(
  services: readonly ServicePlan[],
  { account, autoscalingGroup }: { readonly account: AccountPlan; readonly autoscalingGroup: string },
): readonly PlannedStatement[] {
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${account.region}:${account.accountId}:${resource}`;
  return [
    {
      sid: "TakeRolesOfServices",
      actions: ["sts:AssumeRole"],
      resources: services.map(({ role }) => role.arn),
    },
    {
      sid: "ReadOwnDigests",
      actions: ["ssm:GetParameter", "ssm:GetParameters"],
      resources: services.map(({ names }) => arn("ssm", `parameter${names.imageDigestParameter}`)),
    },
    {
      sid: "EndOwnLaunch",
      actions: ["autoscaling:CompleteLifecycleAction"],
      resources: [arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${autoscalingGroup}`)],
    },
  ];
}

/** The service of Cloud Map that an instance registers itself in. */
export function discoveryReference(service: string): AwsReference {
  return { stack: "runtime", type: "aws_service_discovery_service", key: service, attribute: "arn" };
}

/** Cloud Map writes the record in the name of who registers. */
function registering(service: string, host: string): readonly PlannedStatement[] {
  return [
    {
      sid: "RegisterItself",
      actions: [
        "servicediscovery:DeregisterInstance",
        "servicediscovery:GetInstance",
        "servicediscovery:RegisterInstance",
      ],
      resources: [discoveryReference(service)],
    },
    {
      sid: "WriteOwnRecord",
      actions: ["route53:ChangeResourceRecordSets"],
      resources: ["arn:aws:route53:::hostedzone/*"],
      conditions: { "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsNormalizedRecordNames": host } },
    },
  ];
}

/** Whether Cloud Map knows it; services on one instance find each other there. */
export function isRegistered({ discovery, placement }: Pick<ServicePlan, "discovery" | "placement">): boolean {
  return discovery !== undefined && (placement.runtime === "fargate" || placement.portGroup !== undefined);
}
