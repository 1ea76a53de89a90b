import { type ArnScope, repositoryArn, roleArn } from "../arn";
import type { PolicyStatement } from "../iam-policy";
import type { AccountPlan } from "../plan/account-plan";
import { environmentTag } from "../tags";
import { inRegion } from "./statements";

/** AWS has no resource level for this action. */
const logInToRegistry: PolicyStatement = {
  sid: "LogInToRegistry",
  actions: ["ecr:GetAuthorizationToken"],
  resources: ["*"],
};

/** What pushing an image takes, of exactly these repositories. */
export function imagePushStatements({ repositories }: AccountPlan): readonly PolicyStatement[] {
  return [
    logInToRegistry,
    {
      sid: "PushImages",
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImages",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      resources: repositories.map(({ arn }) => arn),
    },
  ];
}

/** What a release changes: a tag, one digest and one task definition of each service. */
export interface ReleasedService {
  readonly cluster: string;
  readonly service: string;
  readonly taskFamily: string;
  readonly imageDigestParameter: string;
  readonly repository: string;
  /** Whether ECS shifts its requests, and says in deployments of services how far it is. */
  readonly isBlueGreen: boolean;
  /** Task and execution role. */
  readonly roles: readonly string[];
}

/** What `slipway release` does to the services of one environment, and nothing beside it. */
export function releaseStatements(
  account: ArnScope,
  environment: string,
  services: readonly ReleasedService[],
): readonly PolicyStatement[] {
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${account.region}:${account.accountId}:${resource}`;
  const shifted = services.filter(({ isBlueGreen }) => isBlueGreen);
  return [
    {
      // Without the rights to upload layers, nothing but what was pushed can be tagged; no delivery role deletes images.
      sid: "MarkImages",
      actions: ["ecr:BatchGetImage", "ecr:PutImage"],
      resources: services.map(({ repository }) => repositoryArn(account, repository)),
    },
    {
      sid: "KeepDigests",
      actions: ["ssm:GetParameter", "ssm:PutParameter"],
      resources: services.map(({ imageDigestParameter }) => arn("ssm", `parameter${imageDigestParameter}`)),
    },
    // AWS has no resource level for these.
    {
      sid: "SeeAndRetireTaskDefinitions",
      actions: ["ecs:DeregisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"],
      resources: ["*"],
    },
    {
      sid: "RegisterTaskDefinitions",
      actions: ["ecs:RegisterTaskDefinition"],
      // As for the applies: refusals are reported "on resource: *".
      resources: ["*"],
      conditions: { StringEquals: { [`aws:RequestTag/${environmentTag}`]: environment } },
    },
    {
      sid: "TagTaskDefinitions",
      actions: ["ecs:TagResource"],
      resources: services.map(({ taskFamily }) => arn("ecs", `task-definition/${taskFamily}:*`)),
      conditions: { StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" } },
    },
    {
      sid: "RollServices",
      actions: ["ecs:DescribeServices", "ecs:UpdateService"],
      resources: services.map(({ cluster, service }) => arn("ecs", `service/${cluster}/${service}`)),
    },
    ...(shifted.length === 0
      ? []
      : [
          {
            sid: "FollowShifts",
            actions: ["ecs:DescribeServiceDeployments", "ecs:ListServiceDeployments"],
            resources: shifted.flatMap(({ cluster, service }) => [
              arn("ecs", `service/${cluster}/${service}`),
              arn("ecs", `service-deployment/${cluster}/${service}/*`),
            ]),
          },
        ]),
    {
      sid: "HandRolesToTasks",
      actions: ["iam:PassRole"],
      resources: services.flatMap(({ roles }) => roles.map((role) => roleArn(account, role))),
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
}

/** What preflight looks at by name; secrets by ARN. */
export type PreflightNames = Readonly<
  Record<"repositories" | "parameters" | "secrets" | "clusters" | "buckets" | "roles", readonly string[]>
>;

/** Reads of preflight that AWS cannot narrow to a resource. */
const lookActions = [
  "ec2:DescribeAddresses",
  "ec2:DescribeNatGateways",
  "ec2:DescribeSecurityGroups",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcs",
  "elasticloadbalancing:DescribeAccountLimits",
  "elasticloadbalancing:DescribeLoadBalancers",
  "elasticloadbalancing:DescribeTags",
  "elasticloadbalancing:DescribeTargetGroups",
  "kms:ListAliases",
  "logs:DescribeLogGroups",
  "route53:ListHostedZones",
  "route53:ListHostedZonesByName",
  "servicequotas:GetAWSDefaultServiceQuota",
  "servicequotas:GetServiceQuota",
  "ssm:DescribeParameters",
];

/** What `slipway preflight` reads. Whether a secret has a value can be seen without the value, which GitHub never gets. */
export function preflightStatements(account: ArnScope, names: Partial<PreflightNames>): readonly PolicyStatement[] {
  const arn = (service: string, resource: string) =>
    `arn:aws:${service}:${account.region}:${account.accountId}:${resource}`;
  const { repositories = [], parameters = [], secrets = [], clusters = [], buckets = [], roles = [] } = names;
  return [
    {
      sid: "Look",
      actions: lookActions,
      resources: ["*"],
      conditions: inRegion(account.region),
    },
    {
      sid: "SeeCertificates",
      actions: ["acm:DescribeCertificate"],
      resources: [arn("acm", `certificate/${"?".repeat(8)}-????-????-????-${"?".repeat(12)}`)],
    },
    {
      sid: "SeeZones",
      actions: ["route53:GetHostedZone", "route53:ListResourceRecordSets"],
      resources: ["arn:aws:route53:::hostedzone/*"],
    },
    {
      sid: "SeeImages",
      actions: ["ecr:DescribeImages", "ecr:DescribeRepositories"],
      resources: repositories.map((repository) => repositoryArn(account, repository)),
    },
    {
      sid: "SeeDigests",
      actions: ["ssm:GetParameter", "ssm:GetParameters"],
      resources: parameters.map((parameter) => arn("ssm", `parameter${parameter}`)),
    },
    {
      sid: "SeeSecrets",
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds"],
      resources: [...secrets],
    },
    {
      sid: "SeeClusters",
      actions: ["ecs:DescribeClusters"],
      resources: clusters.map((cluster) => arn("ecs", `cluster/${cluster}`)),
    },
    {
      sid: "SeeBuckets",
      actions: ["s3:ListBucket"],
      resources: buckets.map((bucket) => `arn:aws:s3:::${bucket}`),
    },
    {
      sid: "SeeRoles",
      actions: ["iam:GetRole"],
      resources: roles.map((role) => roleArn(account, role)),
    },
  ];
}
