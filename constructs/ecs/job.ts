import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { byDesign } from "../by-design";
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
  readonly securityGroupIds: readonly string[];
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
    const trigger = new SchedulerSchedule(this, "schedule", {
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
            securityGroups: [...schedule.securityGroupIds],
            assignPublicIp: schedule.assignPublicIp,
          },
        },
      },
      dependsOn: [taskDefinition, ...schedule.startsAfter],
    });
    byDesign(trigger, {
      rules: ["CKV_AWS_297"],
      because: "a schedule names a time and a task, and holds no input that would be worth a key",
      compensatedBy: "Amazon's key, under which EventBridge Scheduler keeps what it knows",
      seen: [scheduleSeen(schedule)],
    });
  }
}

function scheduleSeen(schedule: JobScheduleProps) {
  return {
    name: schedule.name,
    group_name: schedule.group,
    schedule_expression: schedule.expression,
    schedule_expression_timezone: schedule.timezone,
    flexible_time_window: { mode: "OFF" },
    target: {
      arn: schedule.clusterArn,
      role_arn: schedule.roleArn,
      retry_policy: {
        maximum_retry_attempts: retries.maximumRetryAttempts,
        maximum_event_age_in_seconds: retries.maximumEventAgeInSeconds,
      },
      ecs_parameters: {
        task_definition_arn: schedule.taskDefinitionArn,
        launch_type: "FARGATE",
        platform_version: "LATEST",
        task_count: 1,
        enable_ecs_managed_tags: true,
        enable_execute_command: false,
        propagate_tags: "TASK_DEFINITION",
        network_configuration: {
          subnets: schedule.subnetIds,
          security_groups: schedule.securityGroupIds,
          assign_public_ip: schedule.assignPublicIp,
        },
      },
    },
  };
}
