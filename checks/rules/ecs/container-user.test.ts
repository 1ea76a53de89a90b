import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { goodContainer, taskDefinition } from "../../testing/task-definition";
import { containerUser as rule } from "./container-user";

test.each(["1000:1000", "1000", "agent", "rootless"])("passes user %s", (user) => {
  expect(faults(rule, taskDefinition({ ...goodContainer, user }))).toEqual([]);
});

test.each(["0", "root", "0:0", "root:root", "00", ""])("reports user %j", (user) => {
  expect(faults(rule, taskDefinition({ ...goodContainer, user }))).toEqual([
    `aws_ecs_task_definition.agent: container agent runs as ${user}`,
  ]);
});

test("reports a container that leaves the user to its image", () => {
  const { user: _, ...container } = goodContainer;
  expect(faults(rule, taskDefinition(container))).toEqual([
    "aws_ecs_task_definition.agent: container agent runs as the image's user",
  ]);
});
