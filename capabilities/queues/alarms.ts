import type { AlarmPlan } from "../../model/plan/alarm-plan";

interface AlarmedQueue {
  readonly name: string;
  readonly queueName: string;
  readonly deadLetters: { readonly queueName: string };
}

export interface QueueAlarmFacts {
  readonly ageSeconds: number;
  /** Services that work on the queue. */
  readonly awake: readonly string[];
}

/** A queue that nobody empties, and messages that nobody could work on. */
export function queueAlarms(queue: AlarmedQueue, { ageSeconds, awake }: QueueAlarmFacts): readonly AlarmPlan[] {
  const common = {
    group: `queue-${queue.name}-alarms`,
    namespace: "AWS/SQS",
    statistic: "Maximum",
    evaluationPeriods: 1,
    // SQS sends nothing about a queue that nobody has used for six hours.
    treatMissingData: "notBreaching",
  } as const;
  return [
    {
      ...common,
      id: "oldest-message",
      awake,
      alarmName: `${queue.queueName}-oldest-message`,
      alarmDescription: `A message has waited for ${ageSeconds} seconds`,
      metricName: "ApproximateAgeOfOldestMessage",
      dimensions: { QueueName: queue.queueName },
      comparisonOperator: "GreaterThanThreshold",
      threshold: ageSeconds,
      period: 300,
    },
    {
      ...common,
      id: "dead-letters",
      awake: [],
      alarmName: `${queue.queueName}-dead-letters`,
      alarmDescription: "A message was tried in vain; it waits with the dead letters for 14 days",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue.deadLetters.queueName },
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 300,
    },
  ];
}
