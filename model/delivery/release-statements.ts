import { type ArnScope, repositoryArn, roleArn } from "../arn";
import type { PolicyStatement } from "../iam-policy";
import { environmentTag } from "../tags";

/** What a release changes of each service: a tag, a digest, and what runs it. */
export interface ReleasedService {
  readonly imageDigestParameter: string;
  readonly repository: string;
  readonly runsOn: EcsService | HostGroup;
}

interface EcsService {
  readonly runtime: "fargate";
  readonly cluster: string;
  readonly service: string;
  readonly taskFamily: string;
  /** Whether ECS shifts its requests, and says in deployments of services how far it is. */
  readonly isBlueGreen: boolean;
  /** Task and execution role. */
  readonly roles: readonly string[];
}

interface HostGroup {
  readonly runtime: "ec2";
  /** Of the instances. */
  readonly autoscalingGroup: string;
  /** What has an instance bring itself to what is released. */
  readonly document: string;
}

/** What `slipway release` does to the services of one environment, and nothing beside it. */
export function releaseStatements(
  account: ArnScope,
  environment: string,
  services: readonly ReleasedService[],
): readonly PolicyStatement[] {
  const inEcs = services.flatMap(({ runsOn }) => (runsOn.runtime === "fargate" ? runsOn : []));
  const onHosts = services.flatMap(({ runsOn }) => (runsOn.runtime === "ec2" ? runsOn : []));
  return [
    {
      // Without the rights to upload layers, nothing but what was pushed can be tagged; no delivery role deletes images.
      sid: "MarkImages",
      actions: ["ecr:BatchGetImage", "ecr:PutImage"],
      resources: services.map(({ repository }) => repositoryArn(account, repository)),
    },
    {
      sid: "KeepDigests",
      actions: ["ssm:GetParameter", ...(onHosts.length === 0 ? [] : ["ssm:GetParameterHistory"]), "ssm:PutParameter"],
      resources: services.map(({ imageDigestParameter }) => arnOf(account, "ssm", `parameter${imageDigestParameter}`)),
    },
    ...(inEcs.length === 0 ? [] : ecsStatements(account, environment, inEcs)),
    ...(onHosts.length === 0 ? [] : hostStatements(account, onHosts)),
  ];
}

/** The most that a release does, wherever services run. */
export function everyReleaseStatement(account: ArnScope): readonly PolicyStatement[] {
  return [...releaseStatements(account, "*", []), ...ecsStatements(account, "*", []), ...hostStatements(account, [])];
}

function arnOf({ region, accountId }: ArnScope, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

/** Each instance is told by itself; what it runs stands on it and in the parameters. */
function hostStatements(account: ArnScope, groups: readonly HostGroup[]): readonly PolicyStatement[] {
  return [
    // AWS has no resource level for these.
    {
      sid: "SeeInstances",
      actions: [
        "ec2:DescribeInstances",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
        "ssm:GetCommandInvocation",
      ],
      resources: ["*"],
    },
    {
      sid: "UseReleaseDocuments",
      actions: ["ssm:SendCommand"],
      resources: distinct(groups.map(({ document }) => arnOf(account, "ssm", `document/${document}`))),
    },
    {
      sid: "TellInstances",
      actions: ["ssm:SendCommand"],
      resources: [arnOf(account, "ec2", "instance/*")],
      conditions: {
        StringEquals: {
          // AWS gives the tag, and nobody else can.
          "aws:ResourceTag/aws:autoscaling:groupName": distinct(groups.map((group) => group.autoscalingGroup)),
        },
      },
    },
  ];
}

function ecsStatements(
  account: ArnScope,
  environment: string,
  services: readonly EcsService[],
): readonly PolicyStatement[] {
  const arn = (service: string, resource: string) => arnOf(account, service, resource);
  const shifted = services.filter(({ isBlueGreen }) => isBlueGreen);
  return [
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

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
