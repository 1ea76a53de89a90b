import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { AlarmPlan } from "../../model/plan/alarm-plan";

export interface AlarmGroupProps {
  readonly alarms: readonly (Omit<AlarmPlan, "dimensions" | "group" | "awake"> & {
    readonly dimensions: Readonly<Record<string, string>>;
  })[];
  readonly topicArn: string;
}

/** Alarms that belong together; each tells the topic when it rings and when it is over. About 0.10 USD a month each. */
export class AlarmGroup extends Construct {
  constructor(scope: Construct, id: string, { alarms, topicArn }: AlarmGroupProps) {
    super(scope, id);
    for (const { id: alarmId, dimensions, ...alarm } of alarms) {
      new CloudwatchMetricAlarm(this, alarmId, {
        ...alarm,
        dimensions: { ...dimensions },
        alarmActions: [topicArn],
        okActions: [topicArn],
      });
    }
  }
}
