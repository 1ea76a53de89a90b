import type { AlarmPlan } from "../../model/plan/alarm-plan";

/** Events that the schedule's function was not given, or could not work on. */
export function scheduleAlarms(queueName: string): readonly AlarmPlan[] {
  return [
    {
      group: "schedule-alarms",
      stack: "base",
      id: "dead-letters",
      awake: [],
      alarmName: queueName,
      alarmDescription: "The schedule could not start or stop the services; its log and the dead letters say why",
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queueName },
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 300,
      evaluationPeriods: 1,
      // SQS sends nothing about a queue that nobody has used for six hours.
      treatMissingData: "notBreaching",
    },
  ];
}
