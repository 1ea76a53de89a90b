import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { goodContainer, taskDefinition } from "../../testing/task-definition";
import { containerLogging as rule } from "./container-logging";

test("passes a container that logs", () => {
  expect(faults(rule, taskDefinition(goodContainer))).toEqual([]);
});

test("reports a container that logs nowhere", () => {
  const { logConfiguration: _, ...silent } = goodContainer;
  expect(faults(rule, taskDefinition(silent))).toEqual([
    "aws_ecs_task_definition.agent: container agent has no log driver",
  ]);
});
