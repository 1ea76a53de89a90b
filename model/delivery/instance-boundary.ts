import { logGroupArn } from "../arn";
import type { PolicyStatement } from "../iam-policy";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { environmentTag } from "../tags";
import { existingSecrets, grouped, mountingBoundary, startingBoundary } from "./task-boundary";

/** Of AmazonSSMManagedInstanceCore and CloudWatchAgentServerPolicy: what has no resource level. */
const agentActions = [
  "ec2:DescribeTags",
  "ec2:DescribeVolumes",
  "ec2messages:*",
  "logs:DescribeLogGroups",
  "ssm:GetDeployablePatchSnapshotForInstance",
  "ssm:GetManifest",
  "ssm:ListAssociations",
  "ssm:PutConfigurePackageResult",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

/** The same, of what is on an instance or a document, which may be AWS's own. */
const managedActions = [
  "ssm:DescribeAssociation",
  "ssm:DescribeDocument",
  "ssm:GetDocument",
  "ssm:ListInstanceAssociations",
  "ssm:PutComplianceItems",
  "ssm:PutInventory",
  "ssm:UpdateAssociationStatus",
  "ssm:UpdateInstanceAssociationStatus",
  "ssm:UpdateInstanceInformation",
];

/**
 * The most that the environment's instances can do. The policies of AWS that they have allow parameters, metrics and logs of
 * the whole account; here those are the environment's own.
 */
export function instanceBoundary(environment: EnvironmentPlan): readonly PolicyStatement[] {
  const { account, name, hosts, services } = environment;
  const { accountId, region } = account;
  const groups = [...new Set([...hosts, ...services].map(({ logGroup }) => logGroupArn(account, logGroup.name)))];
  const known = ["logs:", "secretsmanager:", "kms:", "ecr:", "servicediscovery:", "elasticfilesystem:"];
  return [
    {
      sid: "UseAgents",
      actions: agentActions,
      resources: ["*"],
      conditions: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      sid: "BeManaged",
      actions: managedActions,
      resources: [
        `arn:aws:ec2:${region}:${accountId}:instance/*`,
        `arn:aws:ssm:${region}:${accountId}:*`,
        `arn:aws:ssm:${region}::document/*`,
      ],
    },
    {
      sid: "WriteOwnMetrics",
      actions: ["cloudwatch:PutMetricData"],
      resources: ["*"],
      conditions: {
        StringEquals: { "cloudwatch:namespace": [...new Set(hosts.map(({ metricsNamespace }) => metricsNamespace))] },
      },
    },
    {
      sid: "WriteOwnLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: groups.flatMap((group) => [group, `${group}:*`]),
    },
    ...startingBoundary(environment),
    ...existingSecrets(environment),
    ...mountingBoundary(environment),
    {
      sid: "RegisterThemselves",
      actions: [
        "servicediscovery:DeregisterInstance",
        "servicediscovery:GetInstance",
        "servicediscovery:RegisterInstance",
      ],
      resources: [`arn:aws:servicediscovery:${region}:${accountId}:service/*`],
      conditions: { StringEquals: { [`aws:ResourceTag/${environmentTag}`]: name } },
    },
    ...grouped(
      "RunServices",
      hosts
        .flatMap(({ role }) => role.statements)
        .filter(({ actions }) => !actions.some((action) => known.some((service) => action.startsWith(service)))),
    ),
  ].filter(({ resources }) => resources === undefined || resources.length > 0);
}
