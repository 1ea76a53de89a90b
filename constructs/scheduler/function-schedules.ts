import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Trigger } from "../../model/schedule/weekly-windows";
import { byDesign } from "../by-design";

export interface FunctionSchedulesProps {
  readonly group: string;
  readonly triggers: readonly Trigger[];
  readonly timezone: string;
  readonly functionArn: string;
  readonly roleArn: string;
  readonly deadLetterQueueArn: string;
  /** Attached policies, without which the first call would fail. */
  readonly startsAfter: readonly ITerraformDependable[];
}

/** A call that comes an hour late finds that the hourly one was there before it. */
const retries = { maximumRetryAttempts: 20, maximumEventAgeInSeconds: 3600 };

/**
 * What calls a function at times of a place. EventBridge Scheduler does not wait for the answer: what it cannot hand over, it
 * tries again, and then keeps with the dead letters. Schedules cost nothing worth naming.
 */
export class FunctionSchedules extends Construct {
  constructor(scope: Construct, id: string, props: FunctionSchedulesProps) {
    super(scope, id);
    const group = new SchedulerScheduleGroup(this, "group", { name: props.group });
    for (const { name, expression } of props.triggers) {
      const target = {
        arn: props.functionArn,
        roleArn: props.roleArn,
        input: JSON.stringify({ trigger: name }),
        retryPolicy: retries,
        deadLetterConfig: { arn: props.deadLetterQueueArn },
      };
      const schedule = new SchedulerSchedule(this, name, {
        name,
        groupName: props.group,
        scheduleExpression: expression,
        scheduleExpressionTimezone: props.timezone,
        flexibleTimeWindow: { mode: "OFF" },
        target,
        dependsOn: [group, ...props.startsAfter],
      });
      byDesign(schedule, {
        rules: ["CKV_AWS_297"],
        because: "a schedule names a time and a function, and its input is its own name",
        compensatedBy: "Amazon's key, under which EventBridge Scheduler keeps what it knows",
        seen: [scheduleSeen(props, { name, expression })],
      });
    }
  }
}

function scheduleSeen(props: FunctionSchedulesProps, { name, expression }: Trigger) {
  return {
    name,
    group_name: props.group,
    schedule_expression: expression,
    schedule_expression_timezone: props.timezone,
    flexible_time_window: { mode: "OFF" },
    target: {
      arn: props.functionArn,
      role_arn: props.roleArn,
      input: JSON.stringify({ trigger: name }),
      retry_policy: {
        maximum_retry_attempts: retries.maximumRetryAttempts,
        maximum_event_age_in_seconds: retries.maximumEventAgeInSeconds,
      },
      dead_letter_config: { arn: props.deadLetterQueueArn },
    },
  };
}
