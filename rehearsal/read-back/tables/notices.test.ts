import { describe, expect, test } from "vitest";
import type { Answers } from "../../../test/helpers/answering";
import { anEnvironment, aService } from "../../../test/helpers/environments";
import { agentService, aNetwork } from "../testing/a-network";
import { compared } from "../testing/compared";
import { notices } from "./notices";

const topic = "arn:aws:sns:us-east-1:123456789012:shop-staging-alerts";
const told = { AlarmActions: [topic], OKActions: [topic] };
const LoadBalancer = { Name: "LoadBalancer", Value: "app/shop-staging/1" };
const TargetGroup = { Name: "TargetGroup", Value: "targetgroup/shop-staging-agent/2" };
const errors = {
  Statistic: "Sum",
  ComparisonOperator: "GreaterThanOrEqualToThreshold",
  Threshold: 5,
  EvaluationPeriods: 1,
  Period: 300,
  TreatMissingData: "notBreaching",
  ...told,
};
const MetricAlarms = [
  {
    AlarmName: "shop-staging-agent-unhealthy-targets",
    MetricName: "UnHealthyHostCount",
    Dimensions: [TargetGroup, LoadBalancer],
    Statistic: "Maximum",
    ComparisonOperator: "GreaterThanThreshold",
    Threshold: 0,
    EvaluationPeriods: 3,
    Period: 60,
    TreatMissingData: "notBreaching",
    ...told,
  },
  {
    ...errors,
    AlarmName: "shop-staging-agent-target-5xx",
    MetricName: "HTTPCode_Target_5XX_Count",
    Dimensions: [LoadBalancer, TargetGroup],
  },
  {
    ...errors,
    AlarmName: "shop-staging-agent-load-balancer-5xx",
    MetricName: "HTTPCode_ELB_5XX_Count",
    Dimensions: [LoadBalancer],
  },
  {
    AlarmName: "shop-staging-agent-no-running-tasks",
    MetricName: "RunningTaskCount",
    Dimensions: [
      { Name: "ClusterName", Value: "shop-staging" },
      { Name: "ServiceName", Value: "agent" },
    ],
    Statistic: "Maximum",
    ComparisonOperator: "LessThanThreshold",
    Threshold: 1,
    EvaluationPeriods: 3,
    Period: 60,
    TreatMissingData: "breaching",
    ...told,
  },
];
const email = { Protocol: "email", Endpoint: "platform-team@example.com" };
const warnings = [
  { NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN", Threshold: 80 },
  { NotificationType: "FORECASTED", ComparisonOperator: "GREATER_THAN", Threshold: 100 },
];

/** An account where everybody is told as promised. */
function anAccount(overrides: Answers = {}): Answers {
  return aNetwork({
    DescribeAlarms: { MetricAlarms: [...MetricAlarms, { AlarmName: "TargetTracking-service/agent" }] },
    ListTopics: { Topics: [{ TopicArn: topic }] },
    GetTopicAttributes: {},
    ListSubscriptionsByTopic: { Subscriptions: [email] },
    DescribeBudgets: {
      Budgets: [
        {
          BudgetName: "shop-staging-monthly",
          BudgetLimit: { Amount: "150.0", Unit: "USD" },
          TimeUnit: "MONTHLY",
          CostFilters: { TagKeyValue: ["user:Environment$staging"] },
        },
      ],
    },
    DescribeNotificationsForBudget: { Notifications: warnings },
    DescribeSubscribersForNotification: { Subscribers: [{ SubscriptionType: "SNS", Address: topic }] },
    DescribeLoadBalancers: {
      LoadBalancers: [
        {
          LoadBalancerName: "shop-staging",
          LoadBalancerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop-staging/1",
        },
      ],
    },
    DescribeTargetGroups: {
      TargetGroups: [
        {
          TargetGroupName: "shop-staging-agent",
          TargetGroupArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop-staging-agent/2",
        },
      ],
    },
    ListQueues: {},
    ...overrides,
  });
}

async function unexpected(overrides: Answers): Promise<readonly string[]> {
  return (await compared(notices, anEnvironment(), anAccount(overrides))).unexpected;
}

test("everybody is told as promised", async () => {
  const { rows, lacking, unexpected: further } = await compared(notices, anEnvironment(), anAccount());
  expect([lacking, further]).toEqual([[], []]);
  expect(rows).toEqual(
    expect.arrayContaining([
      "agent: a deployment that fails is taken back",
      "shop-staging-agent-unhealthy-targets: Maximum UnHealthyHostCount of shop-staging, shop-staging-agent > 0 for 3 x 60 s, without data notBreaching -> shop-staging-alerts",
      "shop-staging-monthly: actual greater than 80 percentage of 150 USD MONTHLY of user:Environment$staging -> shop-staging-alerts",
      "topic shop-staging-alerts -> email platform-team@example.com",
    ]),
  );
});

describe("told otherwise", () => {
  const [alarm, ...others] = MetricAlarms;
  const name = "shop-staging-agent-unhealthy-targets: Maximum UnHealthyHostCount of";
  const own = "shop-staging, shop-staging-agent > 0 for 3 x 60 s, without data notBreaching";

  test.each<[string, Answers, string]>([
    [
      "an alarm of something else",
      { DescribeTargetGroups: {} },
      `${name} shop-staging, targetgroup/shop-staging-agent/2 > 0`,
    ],
    ["an alarm that is off", withAlarm({ ActionsEnabled: false }), `${name} ${own} -> nobody`],
    [
      "an alarm that never ends",
      withAlarm({ OKActions: [] }),
      `${name} ${own} -> shop-staging-alerts, when it is over nobody`,
    ],
    [
      "a topic with a stranger",
      { ListSubscriptionsByTopic: { Subscriptions: [email, { Protocol: "sms", Endpoint: "+1" }] } },
      "topic shop-staging-alerts -> email platform-team@example.com, sms +1",
    ],
    [
      "a budget that tells nobody",
      { DescribeSubscribersForNotification: {} },
      "shop-staging-monthly: actual greater than 80 percentage of 150 USD MONTHLY of user:Environment$staging -> nobody",
    ],
    [
      "a deployment that stays as it failed",
      { DescribeServices: { services: [{ ...agentService, deploymentConfiguration: {} }] } },
      "agent: a deployment that fails is left as it is",
    ],
  ])("%s is a difference", async (_what, overrides, beginning) => {
    expect(await unexpected(overrides)).toContainEqual(expect.stringContaining(beginning));
  });

  function withAlarm(settings: object): Answers {
    return { DescribeAlarms: { MetricAlarms: [{ ...alarm, ...settings }, ...others] } };
  }
});

describe("a queue", () => {
  const withQueue = anEnvironment({
    services: { agent: aService() },
    queues: { tasks: { longestTaskSeconds: 60 } },
  });
  const arn = (name: string) => `arn:aws:sqs:us-east-1:123456789012:shop-staging-${name}`;
  const redrive = JSON.stringify({ deadLetterTargetArn: arn("tasks-dead-letters"), maxReceiveCount: 5 });
  const queues = (allowed: object) => ({
    ListQueues: { QueueUrls: ["tasks", "tasks-dead-letters"] },
    ListQueueTags: {},
    GetQueueAttributes: (input: object) => ({
      Attributes:
        Reflect.get(input, "QueueUrl") === "tasks"
          ? { QueueArn: arn("tasks"), RedrivePolicy: redrive }
          : { QueueArn: arn("tasks-dead-letters"), RedriveAllowPolicy: JSON.stringify(allowed) },
    }),
  });
  const redriveRows = async (allowed: object) =>
    (await compared(notices, withQueue, anAccount(queues(allowed)))).rows.filter((row) => row.startsWith("queue"));

  test("gives what nobody could do to its dead letters, which take from it alone", async () => {
    const allowed = { redrivePermission: "byQueue", sourceQueueArns: [arn("tasks")] };
    const { lacking, unexpected: further } = await compared(notices, withQueue, anAccount(queues(allowed)));
    expect([...lacking, ...further].filter((row) => row.startsWith("queue"))).toEqual([]);
    expect(await redriveRows(allowed)).toEqual([
      "queue shop-staging-tasks-dead-letters: takes the dead letters of shop-staging-tasks",
      "queue shop-staging-tasks: a message that 5 tries did not do -> queue shop-staging-tasks-dead-letters",
    ]);
  });

  test("that takes every queue's dead letters says so", async () => {
    expect(await redriveRows({ redrivePermission: "allowAll" })).toContain(
      "queue shop-staging-tasks-dead-letters: takes the dead letters of allowAll",
    );
  });
});

describe("a worker that follows a queue", () => {
  const withWorker = anEnvironment({
    services: {
      agent: aService(),
      worker: {
        kind: "worker",
        repository: "shop-agent",
        size: { cpuUnits: 256, memoryMiB: 512 },
        scaling: { minimumTasks: 0, maximumTasks: 2, backlogPerTask: 5 },
        consumes: "tasks",
      },
    },
    queues: { tasks: { longestTaskSeconds: 60 } },
  });
  const alarm = (name: string, settings: object = {}) => ({
    AlarmName: `shop-staging-worker-${name}`,
    AlarmActions: [
      `arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:1:resource/ecs/service/shop-staging/worker:policyName/${name}`,
    ],
    ...settings,
  });
  const differences = async (...alarms: readonly object[]) => {
    const answers = anAccount({ DescribeAlarms: { MetricAlarms: alarms } });
    const { lacking, unexpected: further } = await compared(notices, withWorker, answers);
    return [...lacking, ...further].filter((row) => /worker-(waiting|idle)/.test(row));
  };

  test("starts with the first message and rests when there is none", async () => {
    expect(await differences(alarm("waiting"), alarm("idle"))).toEqual([]);
  });

  test("that never rests, or whose alarm is off, is a difference", async () => {
    expect(await differences(alarm("waiting"))).toEqual([
      "shop-staging-worker-idle: changes the number of tasks of worker",
    ]);
    expect(await differences(alarm("waiting"), alarm("idle", { ActionsEnabled: false }))).toHaveLength(2);
  });
});
