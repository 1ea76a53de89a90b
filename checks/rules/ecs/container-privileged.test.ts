import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { goodContainer, taskDefinition } from "../../testing/task-definition";
import { containerPrivileged as rule } from "./container-privileged";

test("passes a container without privileges", () => {
  expect(faults(rule, taskDefinition(goodContainer))).toEqual([]);
  expect(faults(rule, taskDefinition({ ...goodContainer, privileged: false }))).toEqual([]);
});

test("reports a privileged container", () => {
  expect(faults(rule, taskDefinition({ ...goodContainer, privileged: true }))).toEqual([
    "aws_ecs_task_definition.agent: container agent is privileged",
  ]);
});
