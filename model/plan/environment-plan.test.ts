import { expect, test } from "vitest";
import {
  accountFacts,
  environmentFacts,
  internalFacts,
  jobFacts,
  planOf,
  queueFacts,
  webFacts,
  workerFacts,
} from "../../test/helpers/plan-facts";
import { planEnvironment } from "./environment-plan";

const ownAccount = { "aws:SourceAccount": "210987654321" };

test("lets flow logs of the account and region alone take on their role", () => {
  const { flowLogs } = planEnvironment(environmentFacts());
  expect(flowLogs?.logGroup).toBe("/vpc/shop/flow-logs");
  expect(flowLogs?.role.name).toBe("shop-flow-logs");
  expect(JSON.parse(flowLogs?.role.trustPolicy ?? "{}").Statement).toEqual([
    {
      Sid: "AssumedByService",
      Effect: "Allow",
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Action: ["sts:AssumeRole"],
      Condition: {
        StringEquals: ownAccount,
        ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-central-1:210987654321:vpc-flow-log/*" },
      },
    },
  ]);
});

test.each([
  ["are turned off", { network: { cidr: "10.9.0.0/16", nat: "single", flowLogs: false } as const }],
  [
    "are the business of whoever runs the VPC",
    { network: { existingVpc: { vpcId: "vpc-00000001", publicSubnetIds: [], privateSubnetIds: [] } } },
  ],
  ["have no VPC", { network: undefined }],
])("makes no role and no log group for flow logs that %s", (_, overrides) => {
  const plan = planEnvironment(environmentFacts(overrides));
  expect(plan.flowLogs).toBeUndefined();
  expect(plan.logGroups).toEqual([]);
});

test("encrypts the logs of every service and of the VPC under the environment's key", () => {
  const plan = planOf({ site: webFacts(), mails: workerFacts({ logGroup: "/shop/mails" }) });
  expect(plan.logGroups).toEqual(
    ["/ecs/shop/site", "/shop/mails", "/vpc/shop/flow-logs"].map((name) => ({
      name,
      arn: `arn:aws:logs:eu-central-1:210987654321:log-group:${name}`,
    })),
  );
});

test("lists a secret once that several services and variables show", () => {
  const plan = planOf({
    site: webFacts({ secrets: { TOKEN: "token", OLD_TOKEN: "token", KEY: { name: "keys", key: "site" } } }),
    mails: workerFacts({ secrets: { TOKEN: "token", KEY: { name: "keys", key: "mails" } } }),
  });
  expect(plan.secrets.map(({ shown }) => shown)).toEqual(["shop/keys", "shop/token"]);
});

test("bears the names that the settings give, and the prefix's elsewhere", () => {
  const { names, stacks, alerts, budget } = planEnvironment(environmentFacts({ cluster: { name: "Shops" } }));
  expect(names.cluster).toBe("Shops");
  expect(stacks).toEqual({ account: "account-retail", base: "shop-test-base", runtime: "shop-test" });
  expect(alerts).toEqual({
    topic: "shop-alerts",
    topicArn: "arn:aws:sns:eu-central-1:210987654321:shop-alerts",
    email: "shop-team@example.com",
  });
  expect(budget).toEqual({ name: "shop-monthly", monthlyUsd: 90 });
});

test("tags each stack with its own name, and lets an environment's tag go before its account's", () => {
  const account = accountFacts({ tags: { CostCenter: "1", Team: "shops" } });
  const { tags } = planEnvironment(environmentFacts({ account, tags: { CostCenter: "2" } }));
  const common = { CostCenter: "2", Team: "shops", ManagedBy: "slipway", Owner: "shop-team", Environment: "shop-test" };
  expect(tags).toEqual({ base: { ...common, Stack: "shop-test-base" }, runtime: { ...common, Stack: "shop-test" } });
});

const group = (key: string) => ({ stack: "runtime", type: "aws_lb_target_group", key, attribute: "arn_suffix" });
const balancer = { stack: "runtime", type: "aws_lb", key: "shop", attribute: "arn_suffix" };
const inCluster = (service: string) => ({ ClusterName: "shop", ServiceName: service });

test("watches each service by the metrics that its kind sends, under its own dimensions", () => {
  const { alarms } = planOf(
    {
      site: webFacts(),
      api: webFacts({ routes: [{ paths: ["/api/*"] }] }),
      prices: internalFacts(),
      mails: workerFacts({ consumes: "mails" }),
      clock: workerFacts({ scaling: { minimumTasks: 1, maximumTasks: 1, backlogPerTask: 1 } }),
      report: jobFacts(),
    },
    { queues: { mails: queueFacts } },
  );
  const both = (service: string) => ({ LoadBalancer: balancer, TargetGroup: group(`shop-${service}`) });
  expect(
    alarms.map(({ alarmName, metricName, dimensions, awake }) => [alarmName, metricName, dimensions, awake]),
  ).toEqual([
    ["shop-site-unhealthy-targets", "UnHealthyHostCount", both("site"), ["site"]],
    ["shop-site-target-5xx", "HTTPCode_Target_5XX_Count", both("site"), ["site"]],
    ["shop-site-load-balancer-5xx", "HTTPCode_ELB_5XX_Count", { LoadBalancer: balancer }, ["site"]],
    ["shop-site-no-running-tasks", "RunningTaskCount", inCluster("site"), ["site"]],
    ["shop-api-unhealthy-targets", "UnHealthyHostCount", both("api"), ["api"]],
    ["shop-api-target-5xx", "HTTPCode_Target_5XX_Count", both("api"), ["api"]],
    ["shop-api-no-running-tasks", "RunningTaskCount", inCluster("api"), ["api"]],
    ["shop-prices-no-running-tasks", "RunningTaskCount", inCluster("prices"), ["prices"]],
    ["shop-clock-no-running-tasks", "RunningTaskCount", inCluster("clock"), ["clock"]],
    ["shop-mails-oldest-message", "ApproximateAgeOfOldestMessage", { QueueName: "shop-mails" }, ["mails"]],
    ["shop-mails-dead-letters", "ApproximateNumberOfMessagesVisible", { QueueName: "shop-mails-dead-letters" }, []],
  ]);
});

test("is the same, byte for byte, when it is made again", () => {
  const make = () => planOf({ site: webFacts({ uses: ["mails"] }) }, { queues: { mails: queueFacts } });
  expect(JSON.stringify(make())).toBe(JSON.stringify(make()));
});
