import { CloudWatchClient, DescribeAlarmsCommand, PutMetricAlarmCommand } from "@aws-sdk/client-cloudwatch";
import type { EmulatorClientSettings } from "../../../rehearsal/aws-client";

const alarm = {
  Namespace: "ECS/ContainerInsights",
  MetricName: "RunningTaskCount",
  Statistic: "Maximum",
  ComparisonOperator: "LessThanThreshold",
  Threshold: 1,
  Period: 60,
  EvaluationPeriods: 3,
} as const;

/** An alarm that needs its service awake, made in the emulator. */
export async function alarmThere(settings: EmulatorClientSettings, AlarmName: string) {
  const client = new CloudWatchClient(settings);
  await client.send(new PutMetricAlarmCommand({ ...alarm, AlarmName, ActionsEnabled: true }));
  return {
    /** Whether it tells anybody. */
    isTelling: async () => {
      const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [AlarmName] }));
      return MetricAlarms[0]?.ActionsEnabled === true;
    },
  };
}
