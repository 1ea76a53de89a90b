/** One line of CloudWatch's metric math. */
export interface MetricQuery {
  readonly id: string;
  readonly expression?: string;
  readonly metric?: {
    readonly namespace: string;
    readonly metricName: string;
    readonly dimensions: Readonly<Record<string, string>>;
    readonly statistic: "Average" | "Maximum" | "Sum";
  };
  /** Whether its value is the answer. */
  readonly isResult: boolean;
}

export interface BacklogFacts {
  readonly queueName: string;
  readonly clusterName: string;
  readonly serviceName: string;
}

/**
 * What the number of a worker's tasks follows from. A queue that sends no numbers has no messages; a service whose newest number
 * is late has as many tasks as before.
 */
export function backlogMetrics({ queueName, clusterName, serviceName }: BacklogFacts) {
  const ofQueue = (id: string, metricName: string): MetricQuery => ({
    id,
    metric: { namespace: "AWS/SQS", metricName, dimensions: { QueueName: queueName }, statistic: "Maximum" },
    isResult: false,
  });
  const waiting = ofQueue("waiting", "ApproximateNumberOfMessagesVisible");
  const taken = ofQueue("taken", "ApproximateNumberOfMessagesNotVisible");
  const ofService = (id: string, metricName: string): MetricQuery => ({
    id,
    metric: {
      namespace: "ECS/ContainerInsights",
      metricName,
      dimensions: { ClusterName: clusterName, ServiceName: serviceName },
      statistic: "Average",
    },
    isResult: false,
  });
  const running = ofService("running", "RunningTaskCount");
  // Tasks that are starting count: a second start would end some of them again.
  const desired = ofService("desired", "DesiredTaskCount");
  const result = (id: string, expression: string): MetricQuery => ({ id, expression, isResult: true });
  return {
    backlogPerTask: [waiting, running, result("backlog", "FILL(waiting, 0) / MAX([FILL(running, REPEAT), 1])")],
    waitingWithoutTask: [waiting, desired, result("unserved", "IF(FILL(desired, REPEAT) < 1, FILL(waiting, 0), 0)")],
    unfinished: [waiting, taken, result("unfinished", "FILL(waiting, 0) + FILL(taken, 0)")],
  };
}
