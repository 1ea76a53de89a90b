import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { goodContainer, taskDefinition } from "../../testing/task-definition";
import { containerRootFilesystem as rule } from "./container-root-filesystem";

test("passes a read-only root file system", () => {
  expect(faults(rule, taskDefinition(goodContainer))).toEqual([]);
});

test("reports a writable one, which is the default", () => {
  const { readonlyRootFilesystem: _, ...container } = goodContainer;
  const expected = ["aws_ecs_task_definition.agent: container agent has a writable root file system"];
  expect(faults(rule, taskDefinition(container))).toEqual(expected);
  expect(faults(rule, taskDefinition({ ...goodContainer, readonlyRootFilesystem: false }))).toEqual(expected);
});
