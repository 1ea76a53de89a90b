import { expect, test } from "vitest";
import { internalFacts, jobFacts, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import { planScaling } from "./service-scaling";

const queueNameOf = (queue: string) => (queue === "mails" ? "shop-mails" : undefined);
const load = { by: "load", minimumTasks: 1, maximumTasks: 4, cpuPercent: 50, memoryPercent: 70 };
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
  ["a worker without a queue by its load", workerFacts(), { by: "load", ...few, cpuPercent: 60, memoryPercent: 75 }],
  ["a job by nothing: its tasks are started one by one", jobFacts(), undefined],
])("scales %s", (_, settings, scaling) => {
  expect(planScaling(settings, queueNameOf, "shop-mailer")).toEqual(scaling);
});

test("asks for no first task where one always runs", () => {
  const facts = workerFacts({ consumes: "mails", scaling: { minimumTasks: 1, maximumTasks: 4, backlogPerTask: 10 } });
  expect(planScaling(facts, queueNameOf, "shop-mailer")).toMatchObject({ alarmNames: { idle: "shop-mailer-idle" } });
  expect(planScaling(facts, queueNameOf, "shop-mailer")).not.toHaveProperty("alarmNames.waiting");
});
