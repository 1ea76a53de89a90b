import fc from "fast-check";
import { expect, test } from "vitest";
import { queueFacts } from "../../test/helpers/plan-facts";
import { type QueuesFacts, queuesCapability } from "./plan";

const context = {
  accountId: "210987654321",
  region: "eu-central-1",
  environment: "shop-test",
  namePrefix: "shop",
  keyAlias: "alias/shop",
};
const planned = (queues: QueuesFacts["queues"], consumers: (queue: string) => readonly string[] = () => []) =>
  queuesCapability.plan({ queues }, context, consumers);
const [mails] = planned({ mails: queueFacts }).resources;
const arn = "arn:aws:sqs:eu-central-1:210987654321:shop-mails";

test("hides a message for longer than the longest task runs, and never longer than SQS can", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 28_800 }), (longestTaskSeconds) => {
      const [queue] = planned({ mails: { ...queueFacts, longestTaskSeconds } }).resources;
      expect(queue?.visibilityTimeoutSeconds).toBeGreaterThan(longestTaskSeconds);
      expect(queue?.visibilityTimeoutSeconds).toBeGreaterThanOrEqual(30);
      expect(queue?.visibilityTimeoutSeconds).toBeLessThanOrEqual(43_200);
    }),
  );
});

test("keeps dead letters for as long as SQS can, whatever the queue keeps", () => {
  expect(mails).toMatchObject({
    queueName: "shop-mails",
    arn,
    url: "https://sqs.eu-central-1.amazonaws.com/210987654321/shop-mails",
    deadLetters: { queueName: "shop-mails-dead-letters", arn: `${arn}-dead-letters` },
    retentionSeconds: 345_600,
    deadLetterRetentionSeconds: 1_209_600,
    maximumReceives: 5,
  });
});

test("gives who uses it the sending, who consumes it the work, and both its address", () => {
  const variables = { MAILS_QUEUE_URL: "https://sqs.eu-central-1.amazonaws.com/210987654321/shop-mails" };
  const look = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"];
  expect(mails?.uses).toEqual({
    variables,
    statements: [{ sid: "SendMessages", actions: [...look, "sqs:SendMessage"], resources: [arn] }],
    egress: [],
  });
  expect(mails?.consumes).toEqual({
    variables,
    statements: [
      {
        sid: "WorkOnMessages",
        actions: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", ...look, "sqs:ReceiveMessage"],
        resources: [arn],
      },
    ],
    egress: [],
  });
});

test("bounds programs to the queues that bear the tag of their environment", () => {
  const [statement] = queuesCapability.boundary(context);
  expect(statement).toMatchObject({
    resources: ["arn:aws:sqs:eu-central-1:210987654321:*"],
    conditions: { StringEquals: { "aws:ResourceTag/Environment": "shop-test" } },
  });
  const given = [mails?.uses, mails?.consumes].flatMap((link) => link?.statements ?? []);
  for (const action of given.flatMap(({ actions }) => actions)) expect(statement?.actions).toContain(action);
});

test("asks for no alarm where there is no queue, and keeps the calls to the environment's own names", () => {
  expect(planned({})).toEqual({
    resources: [],
    arnSets: { queues: { arns: ["arn:aws:sqs:eu-central-1:210987654321:shop-*"] } },
    alarms: [],
    billed: [],
  });
});

test("tells of messages that wait too long while their consumer is awake, and of dead letters at any time", () => {
  const { alarms } = planned({ mails: { ...queueFacts, alarmAgeSeconds: 600 }, other: queueFacts }, (queue) =>
    queue === "mails" ? ["mailer"] : [],
  );
  const common = { namespace: "AWS/SQS", statistic: "Maximum", comparisonOperator: "GreaterThanThreshold" };
  expect(alarms).toHaveLength(4);
  expect(alarms.slice(0, 2)).toMatchObject([
    {
      ...common,
      group: "queue-mails-alarms",
      alarmName: "shop-mails-oldest-message",
      alarmDescription: "A message has waited for 600 seconds",
      metricName: "ApproximateAgeOfOldestMessage",
      dimensions: { QueueName: "shop-mails" },
      threshold: 600,
      awake: ["mailer"],
      treatMissingData: "notBreaching",
    },
    {
      ...common,
      alarmName: "shop-mails-dead-letters",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "shop-mails-dead-letters" },
      threshold: 0,
      awake: [],
      treatMissingData: "notBreaching",
    },
  ]);
});
