import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { addTaskDefinition, type TaskDefinitionProps } from "./task-definition";

export interface JobProps extends TaskDefinitionProps {
  /** Absent for a job that runs on request alone. */
  readonly schedule?: JobScheduleProps;
}

export interface JobScheduleProps {
  readonly name: string;
  readonly group: string;
  /** `cron(...)` or `rate(...)`. */
  readonly expression: string;
  readonly timezone: string;
  readonly roleArn: string;
  readonly clusterArn: string;
  /** Without a revision: the newest one runs. */
  readonly taskDefinitionArn: string;
  readonly subnetIds: readonly string[];
  readonly assignPublicIp: boolean;
  readonly securityGroupId: string;
  /** Attached policies, without which the first task would fail. */
  readonly startsAfter: readonly ITerraformDependable[];
}

/** How often EventBridge tries to start a task, and for how long. */
const retries = { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 };

/** A task that runs to its end, and what starts it. Schedules cost nothing worth naming. */
export class Job extends Construct {
  constructor(scope: Construct, id: string, { schedule, ...task }: JobProps) {
    super(scope, id);
    const taskDefinition = addTaskDefinition(this, task);
    if (schedule === undefined) return;
    new SchedulerSchedule(this, "schedule", {
      name: schedule.name,
      groupName: schedule.group,
      scheduleExpression: schedule.expression,
      scheduleExpressionTimezone: schedule.timezone,
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: schedule.clusterArn,
        roleArn: schedule.roleArn,
        retryPolicy: retries,
        ecsParameters: {
          taskDefinitionArn: schedule.taskDefinitionArn,
          launchType: "FARGATE",
          platformVersion: "LATEST",
          taskCount: 1,
          enableEcsManagedTags: true,
          enableExecuteCommand: false,
          propagateTags: "TASK_DEFINITION",
          networkConfiguration: {
            subnets: [...schedule.subnetIds],
            securityGroups: [schedule.securityGroupId],
            assignPublicIp: schedule.assignPublicIp,
          },
        },
      },
      dependsOn: [taskDefinition, ...schedule.startsAfter],
    });
  }
}
