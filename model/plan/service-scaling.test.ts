import { expect, test } from "vitest";
import { internalFacts, jobFacts, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import { planScaling } from "./service-scaling";

const queueNameOf = (queue: string) => (queue === "mails" ? "shop-mails" : undefined);
const where = { prefix: "shop-mailer", entrance: { loadBalancer: "shop", targetGroup: "shop-mailer" } };
const policies = (cpu: number, memory: number) => [
  { id: "cpu", metric: "ECSServiceAverageCPUUtilization", aimedAt: cpu, countedAt: [] },
  { id: "memory", metric: "ECSServiceAverageMemoryUtilization", aimedAt: memory, countedAt: [] },
];
const load = { by: "load", minimumTasks: 1, maximumTasks: 4, policies: policies(50, 70) };
const few = { minimumTasks: 0, maximumTasks: 4 };

test.each([
  ["a service of the web by its load", webFacts(), load],
  ["an internal one in the same way", internalFacts(), load],
  [
    "a worker by the messages that wait for each task",
    workerFacts({ consumes: "mails" }),
    {
      by: "backlog",
      ...few,
      backlogPerTask: 10,
      queueName: "shop-mails",
      policyNames: {
        backlog: "shop-mailer-backlog",
        firstTask: "shop-mailer-first-task",
        idle: "shop-mailer-idle",
      },
      alarmNames: { waiting: "shop-mailer-waiting", idle: "shop-mailer-idle" },
    },
  ],
  ["a worker without a queue by its load", workerFacts(), { by: "load", ...few, policies: policies(60, 75) }],
  ["a job by nothing: its tasks are started one by one", jobFacts(), undefined],
])("scales %s", (_, settings, scaling) => {
  expect(planScaling(settings, queueNameOf, where)).toEqual(scaling);
});

test("asks for no first task where one always runs", () => {
  const facts = workerFacts({ consumes: "mails", scaling: { minimumTasks: 1, maximumTasks: 4, backlogPerTask: 10 } });
  expect(planScaling(facts, queueNameOf, where)).toMatchObject({ alarmNames: { idle: "shop-mailer-idle" } });
  expect(planScaling(facts, queueNameOf, where)).not.toHaveProperty("alarmNames.waiting");
});

test("counts requests where the load balancer hands them to the service's target group", () => {
  const scaling = { minimumTasks: 2, maximumTasks: 4, cpuPercent: 70, memoryPercent: 80, requestsPerTarget: 1000 };
  const end = { stack: "runtime", attribute: "arn_suffix" };
  expect(planScaling(webFacts({ scaling }), queueNameOf, where)).toEqual({
    by: "load",
    minimumTasks: 2,
    maximumTasks: 4,
    policies: [
      ...policies(70, 80),
      {
        id: "requests",
        metric: "ALBRequestCountPerTarget",
        aimedAt: 1000,
        countedAt: [
          { ...end, type: "aws_lb", key: "shop" },
          { ...end, type: "aws_lb_target_group", key: "shop-mailer" },
        ],
      },
    ],
  });
});

test.each([
  ["a load", webFacts({ scaling: { minimumTasks: 2, maximumTasks: 2, cpuPercent: 60, memoryPercent: 75 } })],
  ["a queue", workerFacts({ consumes: "mails", scaling: { minimumTasks: 2, maximumTasks: 2, backlogPerTask: 10 } })],
])("follows %s by nothing where the number of tasks is always the same", (_, settings) => {
  expect(planScaling(settings, queueNameOf, where)).toEqual({
    by: "load",
    minimumTasks: 2,
    maximumTasks: 2,
    policies: [],
  });
});
