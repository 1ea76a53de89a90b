import { type ArnScope, repositoryArn, roleArn } from "../arn";
import type { PolicyStatement } from "../iam-policy";
import type { AccountPlan } from "../plan/account-plan";
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
