import type { Call } from "../../../model/authorization/authorize";
import { arn, call, iam, made, secretOf } from "./calls";

export const push: readonly Call[] = [
  call("ecr:GetAuthorizationToken", "*"),
  call("ecr:PutImage", arn("ecr", "repository/shop-agent")),
  call("ecr:UploadLayerPart", arn("ecr", "repository/shop-agent")),
];

export const release: readonly Call[] = [
  call("ssm:PutParameter", arn("ssm", "parameter/shop-staging/image-digests/agent")),
  call("ssm:GetParameter", arn("ssm", "parameter/shop-staging/image-digests/agent")),
  call("ecs:RegisterTaskDefinition", "*", made),
  call("ecs:TagResource", arn("ecs", "task-definition/shop-staging-agent:*"), {
    "ecs:CreateAction": "RegisterTaskDefinition",
  }),
  call("ecs:DeregisterTaskDefinition", "*"),
  call("ecs:DescribeTaskDefinition", "*"),
  call("ecs:ListTaskDefinitions", "*"),
  call("ecs:UpdateService", arn("ecs", "service/shop-staging/agent")),
  call("ecs:DescribeServices", arn("ecs", "service/shop-staging/agent")),
  call("iam:PassRole", iam("role/ShopTaskRole"), { "iam:PassedToService": "ecs-tasks.amazonaws.com" }),
  call("iam:PassRole", iam("role/shop-staging-agent-execution"), { "iam:PassedToService": "ecs-tasks.amazonaws.com" }),
  call("ecr:BatchGetImage", arn("ecr", "repository/shop-agent")),
  call("ecr:PutImage", arn("ecr", "repository/shop-agent")),
];

export const preflight: readonly Call[] = [
  call("ssm:GetParameter", arn("ssm", "parameter/shop-staging/image-digests/agent")),
  call("ssm:GetParameters", arn("ssm", "parameter/shop-staging/image-digests/agent")),
  call("secretsmanager:DescribeSecret", secretOf("shop-staging")),
  call("ecr:DescribeImages", arn("ecr", "repository/shop-agent")),
  call("ecr:DescribeRepositories", arn("ecr", "repository/shop-agent")),
  call("iam:GetRole", iam("role/ShopTaskRole")),
  call("iam:GetRole", iam("role/slipway-shop-staging-apply")),
  call("ec2:DescribeVpcs", "*"),
  call("ec2:DescribeSubnets", "*"),
  call("ec2:DescribeAddresses", "*"),
  call("logs:DescribeLogGroups", "*"),
  call("kms:ListAliases", "*"),
  call("elasticloadbalancing:DescribeLoadBalancers", "*"),
  call("elasticloadbalancing:DescribeTargetGroups", "*"),
  call("elasticloadbalancing:DescribeTags", "*"),
  call("servicequotas:GetServiceQuota", "*"),
  call("servicequotas:GetAWSDefaultServiceQuota", "*"),
  call("route53:ListHostedZonesByName", "*"),
  call("route53:GetHostedZone", "arn:aws:route53:::hostedzone/Z0123"),
  call("acm:DescribeCertificate", arn("acm", "certificate/11111111-2222-3333-4444-555555555555")),
];
