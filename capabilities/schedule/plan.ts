import { clusterArn, roleArn, scheduleGroupArn } from "../../model/arn";
import { messagesRefusedOnPlainHttp, type PolicyStatement, serviceTrustPolicy } from "../../model/iam-policy";
import { scheduleNames } from "../../model/naming";
import type { AlarmPlan } from "../../model/plan/alarm-plan";
import type { CapabilityContext, CapabilityPlan, PlannedResource } from "../../model/plan/capability";
import type { RolePlan } from "../../model/plan/role-plan";
import { type ScheduleFacts, scheduleTriggers, type Trigger } from "../../model/schedule/weekly-windows";
import { environmentTag } from "../../model/tags";
import { scheduleAlarms } from "./alarms";

export interface EnvironmentScheduleFacts {
  /** Absent for what runs all week. */
  readonly schedule?: ScheduleFacts | undefined;
}

/** What sleeps and wakes. */
export interface ScheduledServices {
  readonly cluster: string;
  readonly services: readonly {
    readonly name: string;
    readonly minimumTasks: number;
  }[];
  readonly logRetentionDays: number;
}

/** What brings an environment to what its schedule says. */
export interface EnvironmentSchedulePlan extends PlannedResource {
  readonly facts: ScheduleFacts;
  readonly functionName: string;
  readonly functionArn: string;
  /** What the function is told of the environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly role: KnownRole;
  readonly logGroup: { readonly name: string; readonly arn: string; readonly retentionDays: number };
  readonly group: string;
  readonly triggers: readonly Trigger[];
  /** Role that EventBridge Scheduler takes to call the function. */
  readonly schedulerRole: KnownRole;
  readonly deadLetters: { readonly queueName: string; readonly arn: string; readonly retentionSeconds: number };
  /** Bears the override's tag. */
  readonly parameter: { readonly name: string; readonly arn: string; readonly value: string };
}

/** All that its rights are on bears a name of ours. */
interface KnownRole extends RolePlan {
  readonly statements: readonly (PolicyStatement & { readonly resources: readonly string[] })[];
}

/** SQS keeps messages for 14 days at most. */
const retentionDays = 14;
const daySeconds = 24 * 60 * 60;

export const scheduleCapability = {
  plan: planSchedule,
  variablesOf: () => [],
  hasNames: false,
  canBeUsed: false,
  canBeConsumed: false,
  // The roles' own statements stand in the boundary of an environment that has a schedule.
  boundary: () => [],
};

function planSchedule(
  { schedule }: EnvironmentScheduleFacts,
  context: CapabilityContext,
  scheduled: ScheduledServices,
): CapabilityPlan<EnvironmentSchedulePlan> {
  const names = namesOf(context);
  const resources = schedule === undefined ? [] : [planResource(schedule, { ...context, ...names }, scheduled)];
  return {
    resources,
    arnSets: {
      functions: { arns: [names.functionArn] },
      functionRoles: {
        arns: [roleArn(context, names.name)],
        conditions: { create: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } },
      },
      logGroups: { arns: [names.logGroupArn, `${names.logGroupArn}:*`] },
      queues: { arns: [names.deadLettersArn] },
      scheduleGroup: { arns: [scheduleGroupArn(context, names.name)] },
      schedules: { arns: [`arn:aws:scheduler:${context.region}:${context.accountId}:schedule/${names.name}/*`] },
    },
    alarms: schedule === undefined ? [] : scheduleAlarms(names.deadLetters),
    billed: resources.map(({ logGroup }) => ({
      stack: "base",
      type: "aws_cloudwatch_log_group",
      body: { retention_in_days: logGroup.retentionDays },
    })),
  };
}

/** The function is told which alarms say nothing true while services sleep; they are known once all else is planned. */
export function silencing(
  plan: CapabilityPlan<EnvironmentSchedulePlan>,
  alarms: readonly AlarmPlan[],
): CapabilityPlan<EnvironmentSchedulePlan> {
  const names = alarms.filter(({ awake }) => awake.length > 0).map(({ alarmName }) => alarmName);
  return {
    ...plan,
    resources: plan.resources.map((resource) => ({
      ...resource,
      variables: { ...resource.variables, ALARMS: JSON.stringify(names) },
    })),
  };
}

type Planned = CapabilityContext & ReturnType<typeof namesOf>;

/** One name for all of it: what an environment has once. */
function namesOf({ region, accountId, namePrefix }: CapabilityContext) {
  const { name, schedulerRole, logGroup } = scheduleNames(namePrefix);
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
  const deadLetters = `${name}-dead-letters`;
  const parameter = `/${namePrefix}/schedule`;
  return {
    name,
    schedulerRole,
    functionArn: arn("lambda", `function:${name}`),
    logGroup,
    logGroupArn: arn("logs", `log-group:${logGroup}`),
    deadLetters,
    deadLettersArn: arn("sqs", deadLetters),
    parameter,
    parameterArn: arn("ssm", `parameter${parameter}`),
  };
}

function planResource(
  schedule: ScheduleFacts,
  planned: Planned,
  { cluster, services, logRetentionDays }: ScheduledServices,
): EnvironmentSchedulePlan {
  const { name, functionArn, deadLetters, deadLettersArn, logGroup, parameter } = planned;
  return {
    name: "schedule",
    facts: schedule,
    functionName: name,
    functionArn,
    variables: {
      SCHEDULE: JSON.stringify(schedule),
      CLUSTER: cluster,
      SERVICES: JSON.stringify(services),
      OVERRIDE_PARAMETER: parameter,
    },
    role: planRole(planned, cluster, services),
    logGroup: { name: logGroup, arn: planned.logGroupArn, retentionDays: logRetentionDays },
    group: name,
    triggers: scheduleTriggers(schedule),
    schedulerRole: planSchedulerRole(planned),
    deadLetters: { queueName: deadLetters, arn: deadLettersArn, retentionSeconds: retentionDays * daySeconds },
    parameter: {
      name: parameter,
      arn: planned.parameterArn,
      value: `set the tag ${schedule.override.tag} to a time with its offset from UTC`,
    },
    kept: [
      { kind: "queue", name: deadLetters, facts: ["encrypted by SQS", `${retentionDays} days`] },
      { kind: "log group", name: logGroup, facts: [`under ${planned.keyAlias}`, `${logRetentionDays} days`] },
      { kind: "parameter", name: parameter, facts: ["how to set its tag"] },
    ],
    policies: [{ holder: `queue ${deadLetters}`, statements: [messagesRefusedOnPlainHttp(deadLettersArn)] }],
  };
}

/** What looking at the environment's own services takes, and putting them to sleep. */
function planRole(planned: Planned, cluster: string, services: ScheduledServices["services"]): KnownRole {
  const { name, region, accountId, environment, logGroupArn, deadLettersArn, parameterArn } = planned;
  return {
    name,
    arn: roleArn(planned, name),
    trustPolicy: serviceTrustPolicy("lambda.amazonaws.com"),
    statements: [
      {
        sid: "StartAndStopOwnServices",
        actions: ["ecs:DescribeServices", "ecs:UpdateService"],
        resources: services.map((service) => `arn:aws:ecs:${region}:${accountId}:service/${cluster}/${service.name}`),
        conditions: { ArnEquals: { "ecs:cluster": clusterArn(planned, cluster) } },
      },
      // AWS has no resource level for this action.
      {
        sid: "FindScaling",
        actions: ["application-autoscaling:DescribeScalableTargets"],
        resources: ["*"],
        conditions: { StringEquals: { "aws:RequestedRegion": region } },
      },
      {
        sid: "SuspendOwnScaling",
        actions: ["application-autoscaling:RegisterScalableTarget"],
        resources: [`arn:aws:application-autoscaling:${region}:${accountId}:scalable-target/*`],
        conditions: { StringEquals: { [`aws:ResourceTag/${environmentTag}`]: environment } },
      },
      {
        sid: "SilenceOwnAlarms",
        actions: ["cloudwatch:DescribeAlarms", "cloudwatch:DisableAlarmActions", "cloudwatch:EnableAlarmActions"],
        resources: [`arn:aws:cloudwatch:${region}:${accountId}:alarm:${planned.namePrefix}-*`],
      },
      { sid: "ReadOverride", actions: ["ssm:ListTagsForResource"], resources: [parameterArn] },
      {
        sid: "WriteLogs",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [`${logGroupArn}:log-stream:*`],
      },
      { sid: "KeepFailures", actions: ["sqs:SendMessage"], resources: [deadLettersArn] },
    ],
  };
}

function planSchedulerRole(planned: Planned): KnownRole {
  const name = planned.schedulerRole;
  return {
    name,
    arn: roleArn(planned, name),
    trustPolicy: serviceTrustPolicy("scheduler.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": planned.accountId },
      ArnLike: { "aws:SourceArn": scheduleGroupArn(planned, planned.name) },
    }),
    statements: [
      { sid: "CallOwnFunction", actions: ["lambda:InvokeFunction"], resources: [planned.functionArn] },
      { sid: "KeepFailures", actions: ["sqs:SendMessage"], resources: [planned.deadLettersArn] },
    ],
  };
}
