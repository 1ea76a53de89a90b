import { expect, test } from "vitest";
import { taskBoundary } from "../../model/delivery/task-boundary";
import { jobFacts, planOf, webFacts, workerFacts } from "../../test/helpers/plan-facts";

const facts = {
  timezone: "America/Los_Angeles",
  start: "Mon-Fri 08:00",
  stop: "Mon-Fri 20:00",
  weekend: "sleep",
  override: { tag: "keep-running-until" },
} as const;
const services = { shop: webFacts(), mailer: workerFacts(), report: jobFacts() };
const plan = planOf(services, { schedule: facts });
const { schedule } = plan;
const place = "eu-central-1:210987654321";

test("is nothing where settings have none", () => {
  const without = planOf(services);
  expect(without.schedule).toBeUndefined();
  expect(without.logGroups.map(({ name }) => name).join()).not.toContain("/aws/lambda/");
});

test("names everything after the environment", () => {
  expect(schedule).toMatchObject({
    functionName: "shop-schedule",
    functionArn: `arn:aws:lambda:${place}:function:shop-schedule`,
    logGroup: {
      name: "/aws/lambda/shop-schedule",
      arn: `arn:aws:logs:${place}:log-group:/aws/lambda/shop-schedule`,
      retentionDays: 30,
    },
    group: "shop-schedule",
    deadLetters: {
      queueName: "shop-schedule-dead-letters",
      arn: `arn:aws:sqs:${place}:shop-schedule-dead-letters`,
      retentionSeconds: 1_209_600,
    },
    parameter: {
      name: "/shop/schedule",
      arn: `arn:aws:ssm:${place}:parameter/shop/schedule`,
      value: "set the tag keep-running-until to a time with its offset from UTC",
    },
    role: { name: "shop-schedule" },
    schedulerRole: { name: "shop-schedule-scheduler" },
  });
  expect(schedule?.triggers.map(({ name }) => name)).toEqual(["start", "stop", "hourly"]);
  expect(plan.logGroups.map(({ name }) => name)).toContain("/aws/lambda/shop-schedule");
});

test("tells the function what sleeps and wakes, and that is no job", () => {
  const { SCHEDULE = "", SERVICES = "", ...others } = schedule?.variables ?? {};
  expect(JSON.parse(SCHEDULE)).toEqual(facts);
  expect(JSON.parse(SERVICES)).toEqual([
    { name: "shop", minimumTasks: 1 },
    { name: "mailer", minimumTasks: 0 },
  ]);
  expect(others).toEqual({
    CLUSTER: "shop",
    OVERRIDE_PARAMETER: "/shop/schedule",
    ALARMS: JSON.stringify(
      ["unhealthy-targets", "target-5xx", "load-balancer-5xx", "no-running-tasks"].map((alarm) => `shop-shop-${alarm}`),
    ),
  });
});

test("lets the function start and stop the environment's own services, and nothing else of consequence", () => {
  const rights = schedule?.role.statements.map(({ actions, resources, conditions }) => ({
    actions,
    resources,
    conditions,
  }));
  expect(rights?.filter(({ actions }) => actions.some((action) => /Update|Register/.test(action)))).toEqual([
    {
      actions: ["ecs:DescribeServices", "ecs:UpdateService"],
      resources: [`arn:aws:ecs:${place}:service/shop/shop`, `arn:aws:ecs:${place}:service/shop/mailer`],
      conditions: { ArnEquals: { "ecs:cluster": `arn:aws:ecs:${place}:cluster/shop` } },
    },
    {
      actions: ["application-autoscaling:RegisterScalableTarget"],
      resources: [`arn:aws:application-autoscaling:${place}:scalable-target/*`],
      conditions: { StringEquals: { "aws:ResourceTag/Environment": "shop-test" } },
    },
  ]);
});

test("keeps both roles within the boundary, which has nothing of it without a schedule", () => {
  const bounded = taskBoundary(plan).flatMap(({ actions }) => actions);
  for (const role of [schedule?.role, schedule?.schedulerRole]) {
    for (const action of role?.statements.flatMap(({ actions }) => actions) ?? []) expect(bounded).toContain(action);
  }
  const others = taskBoundary(planOf(services)).flatMap(({ actions }) => actions);
  expect(others.filter((action) => /^(ecs|lambda|ssm):/.test(action))).toEqual([]);
});

test("lets EventBridge Scheduler act for its own schedules alone", () => {
  expect(schedule?.schedulerRole.trustPolicy).toContain(`arn:aws:scheduler:${place}:schedule-group/shop-schedule`);
  expect(schedule?.schedulerRole.statements.map(({ actions, resources }) => [...actions, ...resources])).toEqual([
    ["lambda:InvokeFunction", `arn:aws:lambda:${place}:function:shop-schedule`],
    ["sqs:SendMessage", `arn:aws:sqs:${place}:shop-schedule-dead-letters`],
  ]);
});

test("keeps the function's log as long as the environment keeps others", () => {
  const production = planOf(services, { schedule: facts, production: true });
  expect(production.schedule?.logGroup.retentionDays).toBe(365);
});
