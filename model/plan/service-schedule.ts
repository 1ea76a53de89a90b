import { clusterArn, roleArn, scheduleGroupArn, taskArnPattern, taskDefinitionArn } from "../arn";
import { serviceTrustPolicy } from "../iam-policy";
import type { EnvironmentNames, ServiceNames } from "../naming";
import type { AccountPlan } from "./account-plan";
import type { ServiceFacts } from "./facts";
import type { RolePlan } from "./role-plan";

/** When a job starts by itself. */
export interface SchedulePlan {
  readonly name: string;
  readonly group: string;
  readonly expression: string;
  readonly timezone: string;
  readonly role: RolePlan;
}

interface ScheduleContext {
  readonly names: ServiceNames;
  readonly account: AccountPlan;
  readonly environment: EnvironmentNames;
}

/** Nothing for what no schedule starts. */
export function planSchedule(
  settings: ServiceFacts,
  { names, account, environment: own }: ScheduleContext,
  passedRoles: readonly string[],
): SchedulePlan | undefined {
  if (settings.kind !== "job" || settings.schedule === undefined) return undefined;
  return {
    name: names.service,
    group: own.scheduleGroup,
    ...settings.schedule,
    role: {
      name: names.schedulerRole,
      arn: roleArn(account, names.schedulerRole),
      trustPolicy: serviceTrustPolicy("scheduler.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": account.accountId },
        ArnLike: { "aws:SourceArn": scheduleGroupArn(account, own.scheduleGroup) },
      }),
      statements: [
        {
          sid: "StartOwnTask",
          actions: ["ecs:RunTask"],
          resources: [taskDefinitionArn(account, `${names.taskFamily}:*`)],
          conditions: { ArnEquals: { "ecs:cluster": clusterArn(account, own.cluster) } },
        },
        {
          sid: "TagOwnTask",
          actions: ["ecs:TagResource"],
          resources: [taskArnPattern(account, own.cluster)],
          conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } },
        },
        {
          sid: "HandRolesToTask",
          actions: ["iam:PassRole"],
          resources: passedRoles,
          conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
        },
      ],
    },
  };
}
