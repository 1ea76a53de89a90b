import type { Call } from "../../../model/authorization/authorize";
import { readResourcePolicy } from "../../../model/authorization/policy";
import { keyAdministration } from "../../../model/aws-types/kms";

export const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:123456789012:${resource}`;
export const iam = (resource: string) => `arn:aws:iam::123456789012:${resource}`;
export const call = (action: string, resource: string, context: Call["context"] = {}): Call => ({
  action,
  resources: [resource],
  context: { "aws:RequestedRegion": "us-east-1", ...context },
});

export const boundary = iam("policy/slipway-shop-staging-task-boundary");
const deliveryBoundary = iam("policy/slipway-shop-delivery-boundary");
export const own = { "aws:ResourceTag/Environment": "staging" };
export const others = { "aws:ResourceTag/Environment": "production" };
export const made = { "aws:RequestTag/Environment": "staging" };
export const within = (policy: string) => ({ "iam:PermissionsBoundary": policy });
const names = "route53:ChangeResourceRecordSetsNormalizedRecordNames";
/** "Secret encryption and decryption in AWS Secrets Manager": who makes a secret under a customer key must be allowed to use it. */
const validated = {
  "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
  "kms:EncryptionContext:SecretVersionId": "RequestToValidateKeyAccess",
};
export const secretOf = (prefix: string) => arn("secretsmanager", `secret:${prefix}/payment-api-key-AbCdEf`);
export const keyArn = arn("kms", "key/11111111-2222-3333-4444-555555555555");
const usual = { Effect: "Allow", Action: "kms:*", Resource: "*", Principal: { AWS: iam("root") } };
/** AWS's default. */
const usualKeyPolicy = readResourcePolicy({ Statement: [usual] });
const ownKeyPolicy = readResourcePolicy({
  Statement: [
    usual,
    {
      ...usual,
      Action: [...keyAdministration.actions],
      Principal: { AWS: iam("role/slipway-shop-staging-base-apply") },
    },
  ],
});
const githubProvider = iam("oidc-provider/token.actions.githubusercontent.com");

/** What nobody in the delivery may ever do. */
export const never: readonly Call[] = [
  call("iam:CreateUser", iam("user/intruder")),
  call("iam:CreateAccessKey", iam("user/intruder")),
  call("iam:CreateLoginProfile", iam("user/intruder")),
  call("iam:AttachUserPolicy", iam("user/intruder")),
  call("iam:CreateRole", iam("role/intruder"), within(boundary)),
  call("iam:CreateRole", iam("role/shop-staging-agent-task")),
  call("iam:CreateRole", iam("role/shop-staging-agent-task"), within("arn:aws:iam::aws:policy/AdministratorAccess")),
  call("iam:CreateRole", iam("role/slipway-shop-staging-apply")),
  call("iam:PutRolePolicy", iam("role/shop-staging-agent-task")),
  call("iam:DeleteRolePermissionsBoundary", iam("role/shop-staging-agent-task"), within(boundary)),
  call("iam:DeleteRolePermissionsBoundary", iam("role/slipway-shop-staging-apply"), within(deliveryBoundary)),
  call("iam:CreatePolicyVersion", boundary),
  call("iam:SetDefaultPolicyVersion", boundary),
  call("iam:DeletePolicy", boundary),
  call("iam:CreatePolicyVersion", deliveryBoundary),
  call("iam:DeletePolicyVersion", deliveryBoundary),
  call("iam:DeletePolicy", deliveryBoundary),
  call("iam:DeleteOpenIDConnectProvider", githubProvider),
  call("iam:AddClientIDToOpenIDConnectProvider", githubProvider),
  call("iam:UpdateOpenIDConnectProviderThumbprint", iam("oidc-provider/app.terraform.io")),
  call("iam:CreateOpenIDConnectProvider", iam("oidc-provider/evil.example.com")),
  call("iam:UpdateAssumeRolePolicy", iam("role/slipway-shop-account-shop-apply")),
  call("iam:PutRolePolicy", iam("role/slipway-shop-account-shop-apply"), within(deliveryBoundary)),
  call("iam:PutRolePolicy", iam("role/slipway-shop-account-shop-plan"), within(deliveryBoundary)),
  call("iam:PassRole", iam("role/Administrator"), { "iam:PassedToService": "ecs-tasks.amazonaws.com" }),
  call("iam:PassRole", iam("role/shop-staging-agent-task"), { "iam:PassedToService": "ec2.amazonaws.com" }),
  call("sts:AssumeRole", iam("role/Administrator")),
  call("secretsmanager:GetSecretValue", secretOf("shop-staging"), own),
  call("secretsmanager:GetSecretValue", secretOf("shop-production"), others),
  call("kms:Decrypt", keyArn, own),
  call("ecs:ExecuteCommand", arn("ecs", "task/shop-staging/0123456789abcdef0123456789abcdef")),
  call("ssm:StartSession", arn("ec2", "instance/i-0123456789abcdef0")),
  call("organizations:LeaveOrganization", "*"),
  call("ecr:BatchDeleteImage", arn("ecr", "repository/shop-agent")),
  call("ecr:SetRepositoryPolicy", arn("ecr", "repository/shop-agent")),
  call("s3:GetObject", "arn:aws:s3:::shop-production-alb-logs-123456789012/today"),
];

/** What bears nobody's tag, and would be theirs with one. */
export const nobodys: readonly Call[] = [
  { ...call("kms:PutKeyPolicy", keyArn, own), keyPolicy: usualKeyPolicy },
  { ...call("kms:ScheduleKeyDeletion", keyArn, own), keyPolicy: usualKeyPolicy },
  call("ec2:CreateTags", arn("ec2", "vpc/vpc-0a1b2c3d4e5f60718"), made),
  call("ec2:CreateTags", arn("ec2", "natgateway/nat-0a1b2c3d4e5f60718"), made),
];

/** What is production's, and so no business of staging's roles. */
export const productions: readonly Call[] = [
  call("ec2:DeleteVpc", arn("ec2", "vpc/vpc-0a1b2c3d4e5f60718"), others),
  call("ec2:CreateSubnet", arn("ec2", "subnet/*"), { "aws:RequestTag/Environment": "production" }),
  call("ec2:CreateTags", arn("ec2", "vpc/vpc-0a1b2c3d4e5f60718"), { ...made, ...others }),
  call("kms:ScheduleKeyDeletion", keyArn, others),
  call("kms:TagResource", keyArn, { ...made, ...others }),
  call("secretsmanager:DeleteSecret", secretOf("shop-production")),
  call("secretsmanager:DescribeSecret", secretOf("shop-production")),
  call("ssm:PutParameter", arn("ssm", "parameter/shop-production/image-digests/agent")),
  call("ssm:GetParameter", arn("ssm", "parameter/shop-production/image-digests/agent")),
  call("ecs:UpdateService", arn("ecs", "service/shop-production/agent")),
  call("ecs:DeleteCluster", arn("ecs", "cluster/shop-production")),
  call("ecs:RegisterTaskDefinition", "*", { "aws:RequestTag/Environment": "production" }),
  call(
    "elasticloadbalancing:DeleteLoadBalancer",
    arn("elasticloadbalancing", "loadbalancer/app/shop-production/0123456789abcdef"),
  ),
  call("logs:DeleteLogGroup", arn("logs", "log-group:/ecs/shop-production/agent")),
  call("s3:DeleteBucket", "arn:aws:s3:::shop-production-alb-logs-123456789012"),
  call("iam:DeleteRole", iam("role/shop-production-agent-task")),
  call("iam:PassRole", iam("role/shop-production-agent-task"), { "iam:PassedToService": "ecs-tasks.amazonaws.com" }),
  call("sns:DeleteTopic", arn("sns", "shop-production-alerts")),
  call(
    "application-autoscaling:DeregisterScalableTarget",
    arn("application-autoscaling", "scalable-target/0ec5"),
    others,
  ),
  call("route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z0123", { [names]: ["www.example.com"] }),
];

export const baseWrites: readonly Call[] = [
  call("ec2:CreateVpc", arn("ec2", "vpc/*"), made),
  call("ec2:CreateSubnet", arn("ec2", "subnet/*"), made),
  call("ec2:CreateSubnet", arn("ec2", "vpc/vpc-0a1b2c3d4e5f60718"), own),
  call("ec2:CreateTags", arn("ec2", "subnet/*"), { ...made, "ec2:CreateAction": "CreateSubnet" }),
  call("ec2:CreateTags", arn("ec2", "security-group/sg-0a1b2c3d4e5f60718"), made),
  call("ec2:DeleteVpc", arn("ec2", "vpc/vpc-0a1b2c3d4e5f60718"), own),
  call("kms:CreateKey", "*", made),
  { ...call("kms:PutKeyPolicy", keyArn), keyPolicy: ownKeyPolicy },
  { ...call("kms:EnableKeyRotation", keyArn), keyPolicy: ownKeyPolicy },
  call("kms:CreateAlias", arn("kms", "alias/shop-staging")),
  { ...call("kms:CreateAlias", keyArn), keyPolicy: ownKeyPolicy },
  call("kms:Decrypt", keyArn, validated),
  call("kms:GenerateDataKey", keyArn, validated),
  call("secretsmanager:CreateSecret", arn("secretsmanager", "secret:shop-staging/payment-api-key")),
  call("secretsmanager:DeleteSecret", secretOf("shop-staging")),
  call("ssm:PutParameter", arn("ssm", "parameter/shop-staging/image-digests/agent")),
  call("logs:CreateLogGroup", arn("logs", "log-group:/ecs/shop-staging/agent")),
  call("s3:CreateBucket", "arn:aws:s3:::shop-staging-alb-logs-123456789012"),
  call("iam:CreateRole", iam("role/shop-staging-flow-logs"), { ...within(boundary), ...made }),
  call("iam:TagRole", iam("role/shop-staging-flow-logs"), made),
  call("iam:PutRolePolicy", iam("role/shop-staging-flow-logs"), within(boundary)),
  call("iam:PassRole", iam("role/shop-staging-flow-logs"), { "iam:PassedToService": "vpc-flow-logs.amazonaws.com" }),
];

export const runtimeWrites: readonly Call[] = [
  call("ec2:AllocateAddress", arn("ec2", "elastic-ip/*"), made),
  call("ec2:CreateNatGateway", arn("ec2", "subnet/subnet-0a1b2c3d4e5f60718"), own),
  call("ec2:CreateRoute", arn("ec2", "route-table/rtb-0a1b2c3d4e5f60718"), own),
  call("ecs:CreateCluster", "*"),
  call("ecs:CreateService", arn("ecs", "service/shop-staging/agent")),
  call("ecs:RegisterTaskDefinition", "*", made),
  call("elasticloadbalancing:CreateLoadBalancer", arn("elasticloadbalancing", "loadbalancer/app/shop-staging/*")),
  call("elasticloadbalancing:CreateTargetGroup", arn("elasticloadbalancing", "targetgroup/shop-staging-agent/*")),
  call("elasticloadbalancing:CreateRule", arn("elasticloadbalancing", "listener/app/shop-staging/01/02")),
  call("application-autoscaling:RegisterScalableTarget", arn("application-autoscaling", "scalable-target/*"), made),
  call("cloudwatch:PutMetricAlarm", arn("cloudwatch", "alarm:shop-staging-agent-target-5xx")),
  call("cloudwatch:PutMetricAlarm", arn("cloudwatch", "alarm:TargetTracking-service/shop-staging/agent-AlarmHigh-01")),
  call("route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z0123", { [names]: ["staging.example.com"] }),
  call("route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z0123", {
    [names]: ["_a1.staging.example.com"],
  }),
  call("acm:RequestCertificate", arn("acm", "certificate/*"), made),
  call("ec2:CreateSecurityGroup", arn("ec2", "security-group/*"), made),
  call("ec2:AuthorizeSecurityGroupIngress", arn("ec2", "security-group/sg-0a1b2c3d4e5f60718"), own),
  call("iam:CreateRole", iam("role/ShopTaskRole"), { ...within(boundary), ...made }),
  call("iam:PassRole", iam("role/ShopTaskRole"), { "iam:PassedToService": "ecs-tasks.amazonaws.com" }),
  call("iam:CreateServiceLinkedRole", iam("role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS"), {
    "iam:AWSServiceName": "ecs.amazonaws.com",
  }),
];

/** Of both stacks. */
const sharedReads: readonly Call[] = [
  call("ec2:DescribeVpcs", "*"),
  call("kms:DescribeKey", keyArn),
  call("secretsmanager:DescribeSecret", secretOf("shop-staging")),
  call("ssm:GetParametersByPath", arn("ssm", "parameter/shop-staging/image-digests")),
  call("iam:GetRole", iam("role/ShopTaskRole")),
  call("route53:GetHostedZone", "arn:aws:route53:::hostedzone/Z0123"),
];

export const baseReads: readonly Call[] = [
  ...sharedReads,
  call("s3:GetBucketPolicy", "arn:aws:s3:::shop-staging-alb-logs-123456789012"),
  call("logs:DescribeLogGroups", "*"),
];

export const runtimeReads: readonly Call[] = [
  ...sharedReads,
  call("elasticloadbalancing:DescribeLoadBalancers", "*"),
  call("ecs:DescribeServices", arn("ecs", "service/shop-staging/agent")),
];

export const accountReads: readonly Call[] = [
  call("ecr:DescribeRepositories", arn("ecr", "repository/shop-agent")),
  call("iam:GetRole", iam("role/slipway-shop-staging-apply")),
  call("iam:GetPolicyVersion", boundary),
  call("iam:GetOpenIDConnectProvider", githubProvider),
];

export const accountWrites: readonly Call[] = [
  call("ecr:CreateRepository", arn("ecr", "repository/shop-worker")),
  call("iam:CreateRole", iam("role/slipway-shop-preview-apply"), within(deliveryBoundary)),
  call("iam:PutRolePolicy", iam("role/slipway-shop-staging-apply"), within(deliveryBoundary)),
  call("iam:AttachRolePolicy", iam("role/slipway-shop-preview-plan"), within(deliveryBoundary)),
  call("iam:CreatePolicy", iam("policy/slipway-shop-preview-read")),
  call("iam:CreatePolicyVersion", iam("policy/slipway-shop-staging-read")),
];
