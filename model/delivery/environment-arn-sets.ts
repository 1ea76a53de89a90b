import { type ArnScope, instanceProfileArn, policyArn, roleArn } from "../arn";
import { accountNames, environmentNames } from "../naming";
import { environmentTag } from "../tags";
import type { ArnSets } from "./arn-set";
import { always, anywhere, keyValidation } from "./statements";

export interface EnvironmentArnFacts {
  readonly account: ArnScope & { readonly name: string };
  readonly name: string;
  readonly namePrefix: string;
  readonly cluster: string;
  /** Whether instances run its services, whose roles have a boundary of their own. */
  readonly hasHosts: boolean;
  /** ARNs of what those instances take. */
  readonly instanceRoles: readonly string[];
  /** Roles that are not named after the prefix. */
  readonly taskRoleNames: readonly string[];
  /** Log groups that are not. */
  readonly logGroups: readonly string[];
  /** Absent without a domain. */
  readonly dns: { readonly domains: readonly string[]; readonly createsZone: boolean } | undefined;
  /** Roles that ECS takes to shift requests of blue/green services, as ARNs. */
  readonly trafficRoles: readonly string[];
  /** Objects with certificate authorities of clients, as ARNs. */
  readonly clientCertificates: readonly string[];
  /** Absent where the environment has a VPC of its own. */
  readonly existingVpcId: string | undefined;
}

/** What the runs of an environment may touch: what bears its names, and where AWS makes up the name, its tag. */
export function environmentArnSets(facts: EnvironmentArnFacts): ArnSets {
  const { account, name, namePrefix: prefix, dns } = facts;
  const names = environmentNames(prefix, account.accountId);
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${account.region}:${account.accountId}:${resource}`;
  const role = (roleName: string) => roleArn(account, roleName);
  const roles = [role(`${prefix}-*`), ...facts.taskRoleNames.map(role)];
  const ownTag = { key: environmentTag, value: name };
  const withOwnTag = { [`aws:RequestTag/${environmentTag}`]: name };
  const networkArns = networkTypes.map((type) => arn("ec2", `${type}/*`));
  const { taskBoundary, instanceBoundary } = accountNames(account.name);
  const task = policyArn(account, taskBoundary(name));
  const boundary = facts.hasHosts ? [task, policyArn(account, instanceBoundary(name))] : task;
  const passedTo = (service: string) => always({ StringEquals: { "iam:PassedToService": service } });
  return {
    anywhere: anywhere(account.region),
    alarms: {
      arns: [
        arn("cloudwatch", `alarm:${prefix}-*`),
        // Application Auto Scaling makes these in the name of who asks for the scaling.
        arn("cloudwatch", `alarm:TargetTracking-service/${facts.cluster}/*`),
      ],
    },
    autoscaling: { arns: [arn("application-autoscaling", "scalable-target/*")], ownTag },
    boundedRoles: { arns: roles, conditions: always({ StringEquals: { "iam:PermissionsBoundary": boundary } }) },
    bucket: { arns: [`arn:aws:s3:::${names.loadBalancerLogsBucket}`] },
    budget: { arns: [`arn:aws:budgets::${account.accountId}:budget/${names.budget}`] },
    certificates: { arns: [arn("acm", "certificate/*")], ownTag },
    changes: { arns: ["arn:aws:route53:::change/*"] },
    clientCertificates: { arns: facts.clientCertificates },
    cluster: {
      arns: [
        arn("ecs", `cluster/${facts.cluster}`),
        arn("ecs", `service/${facts.cluster}/*`),
        arn("ecs", `service-deployment/${facts.cluster}/*`),
      ],
    },
    defaultSecurityGroups: { arns: [arn("ec2", "security-group/*")], ownTag },
    discoveryServices: { arns: [arn("servicediscovery", "service/*")], ownTag },
    existingVpc: { arns: facts.existingVpcId === undefined ? [] : [arn("ec2", `vpc/${facts.existingVpcId}`)] },
    flowLogRole: { arns: [role(names.flowLogRole)], conditions: passedTo("vpc-flow-logs.amazonaws.com") },
    healthChecks: { arns: ["arn:aws:route53:::healthcheck/*"] },
    ...hostArnSets(facts, ownTag),
    kmsAlias: { arns: [arn("kms", names.encryptionKeyAlias)] },
    kmsKeys: { arns: [arn("kms", "key/*")], ownTag },
    loadBalancer: {
      arns: [
        ...["loadbalancer", "listener", "listener-rule"].map((type) =>
          arn("elasticloadbalancing", `${type}/app/${names.loadBalancer}/*`),
        ),
        arn("elasticloadbalancing", `targetgroup/${prefix}-*`),
        arn("elasticloadbalancing", `truststore/${prefix}/*`),
      ],
    },
    logGroups: {
      arns: [`/ecs/${prefix}/*`, `/vpc/${prefix}/*`, ...facts.logGroups.flatMap((group) => [group, `${group}:*`])].map(
        (group) => arn("logs", `log-group:${group}`),
      ),
    },
    madeWithTags: {
      arns: networkArns,
      conditions: { create: { StringEquals: withOwnTag, Null: { "ec2:CreateAction": "false" } } },
    },
    namespaces: { arns: [arn("servicediscovery", "namespace/*")], ownTag },
    network: { arns: networkArns, ownTag },
    // The reference knows no ARN of a new certificate, and refusals are reported on `certificate/*` (such as in
    // ministryofjustice/modernisation-platform issue 3313): the wider reading is taken.
    newCertificates: { arns: ["*"], conditions: { create: { StringEquals: withOwnTag } } },
    // The reference knows the ARN of a task definition, and refusals are reported "on resource: *": the wider reading is taken.
    newTaskDefinitions: { arns: ["*"], conditions: { create: { StringEquals: withOwnTag } } },
    newZones: { arns: dns?.createsZone === true ? ["*"] : [] },
    // Allowed by the key's own policy alone.
    ownKey: { arns: [] },
    ownZones: { arns: dns?.createsZone === true ? ["arn:aws:route53:::hostedzone/*"] : [] },
    // Cloud Map asks for them. Refusals are reported on the VPC, which the reference does not know (hashicorp/terraform-provider-aws
    // issue 18176).
    privateZones: { arns: ["arn:aws:route53:::hostedzone/*", arn("ec2", "vpc/*")] },
    records: {
      arns: dns === undefined ? [] : ["arn:aws:route53:::hostedzone/*"],
      conditions: { change: recordsOf(dns?.domains ?? []) },
    },
    roles: { arns: roles },
    scheduleGroup: { arns: [arn("scheduler", `schedule-group/${names.scheduleGroup}`)] },
    schedulerRoles: { arns: roles, conditions: passedTo("scheduler.amazonaws.com") },
    schedules: { arns: [arn("scheduler", `schedule/${names.scheduleGroup}/*`)] },
    secrets: { arns: [arn("secretsmanager", `secret:${prefix}/*`)] },
    serviceLinkedRoles: { arns: serviceLinkedRoles.map((path) => role(`aws-service-role/${path}`)) },
    ssmParameters: { arns: [arn("ssm", `parameter/${prefix}/*`)] },
    taskDefinitions: { arns: [arn("ecs", `task-definition/${prefix}-*`)] },
    taskRoles: { arns: roles, conditions: passedTo("ecs-tasks.amazonaws.com") },
    trafficRoles: { arns: facts.trafficRoles, conditions: passedTo("ecs.amazonaws.com") },
    topic: { arns: [arn("sns", names.alertsTopic)] },
    validatedKeys: {
      arns: [arn("kms", "key/*")],
      conditions: always({
        StringEquals: { ...keyValidation, "kms:ViaService": `secretsmanager.${account.region}.amazonaws.com` },
      }),
    },
    zones: { arns: ["arn:aws:route53:::hostedzone/*"] },
  };
}

/** Of instances: what AWS makes up bears the tag, and what a template launches gets it. */
function hostArnSets(facts: EnvironmentArnFacts, ownTag: { readonly key: string; readonly value: string }): ArnSets {
  const { account, namePrefix: prefix } = facts;
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${account.region}:${account.accountId}:${resource}`;
  const ofHosts = (arns: readonly string[]) => (facts.hasHosts ? arns : []);
  const tagged = { StringEquals: { [`aws:RequestTag/${ownTag.key}`]: ownTag.value } };
  return {
    documents: { arns: ofHosts([arn("ssm", `document/${prefix}-*`)]) },
    // They are others', in no account of ours.
    images: { arns: ofHosts([`arn:aws:ec2:${account.region}::image/*`]) },
    instanceGroups: { arns: ofHosts([arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${prefix}-*`)]) },
    instanceProfiles: {
      arns: ofHosts([instanceProfileArn(account, `${prefix}-*`)]),
    },
    instanceRoles: {
      arns: facts.instanceRoles,
      conditions: always({ StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } }),
    },
    launchedFrom: {
      arns: ofHosts([
        ...["network-interface", "security-group", "subnet"].map((type) => arn("ec2", `${type}/*`)),
        arn("ec2", "launch-template/*"),
      ]),
    },
    launchedInstances: {
      arns: ofHosts(["instance", "volume"].map((type) => arn("ec2", `${type}/*`))),
      conditions: { create: tagged },
    },
    madeTemplates: { arns: ofHosts([arn("ec2", "launch-template/*")]), conditions: { create: tagged } },
    scalingRole: {
      arns: ofHosts([roleArn(account, "aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling")]),
    },
    templates: { arns: ofHosts([arn("ec2", "launch-template/*")]), ownTag },
  };
}

const networkTypes = [
  "elastic-ip",
  "internet-gateway",
  "natgateway",
  "route-table",
  "security-group",
  "security-group-rule",
  "subnet",
  "vpc",
  "vpc-endpoint",
  "vpc-flow-log",
];

/** Roles of AWS services, which the first use of a service in an account makes. */
const serviceLinkedRoles = [
  "ecs.amazonaws.com/AWSServiceRoleForECS",
  "ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService",
  "elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing",
];

/** The domains themselves, and the records that prove them to the certificates' issuer. */
function recordsOf(domains: readonly string[]) {
  const key = "route53:ChangeResourceRecordSetsNormalizedRecordNames";
  return {
    "ForAllValues:StringLike": { [key]: domains.flatMap((domain) => [domain, `_*.${domain}`]) },
    Null: { [key]: "false" },
  };
}
