import { expect, test } from "vitest";
import { backlogMetrics } from "./backlog-metrics";

const metrics = backlogMetrics({ queueName: "shop-mails", clusterName: "shop", serviceName: "mailer" });
const ofQueue = (metricName: string) => ({
  metric: { namespace: "AWS/SQS", metricName, dimensions: { QueueName: "shop-mails" }, statistic: "Maximum" },
});
const ofService = (metricName: string) => ({
  metric: {
    namespace: "ECS/ContainerInsights",
    metricName,
    dimensions: { ClusterName: "shop", ServiceName: "mailer" },
    statistic: "Average",
  },
});

test.each([
  [
    "the backlog of each task divides what waits by what runs, and by one where nothing runs",
    metrics.backlogPerTask,
    {
      waiting: ofQueue("ApproximateNumberOfMessagesVisible"),
      running: ofService("RunningTaskCount"),
      backlog: { expression: "FILL(waiting, 0) / MAX([FILL(running, REPEAT), 1])" },
    },
  ],
  [
    "messages are unserved while no task is wanted, so that starting ones count",
    metrics.waitingWithoutTask,
    {
      waiting: ofQueue("ApproximateNumberOfMessagesVisible"),
      desired: ofService("DesiredTaskCount"),
      unserved: { expression: "IF(FILL(desired, REPEAT) < 1, FILL(waiting, 0), 0)" },
    },
  ],
  [
    "work is unfinished that waits, or that a task has taken",
    metrics.unfinished,
    {
      waiting: ofQueue("ApproximateNumberOfMessagesVisible"),
      taken: ofQueue("ApproximateNumberOfMessagesNotVisible"),
      unfinished: { expression: "FILL(waiting, 0) + FILL(taken, 0)" },
    },
  ],
])("%s", (_, queries, expected) => {
  expect(Object.fromEntries(queries.map(({ id, isResult: _isResult, ...query }) => [id, query]))).toEqual(expected);
});

test("each list has one answer, the expression, which reads every other line and nothing else", () => {
  for (const queries of Object.values(metrics)) {
    const answers = queries.filter(({ isResult }) => isResult);
    expect(answers.map(({ expression }) => expression !== undefined)).toEqual([true]);
    const read = answers[0]?.expression?.match(/\b[a-z]+\b/g) ?? [];
    expect(new Set(read)).toEqual(new Set(queries.filter(({ isResult }) => !isResult).map(({ id }) => id)));
  }
});
