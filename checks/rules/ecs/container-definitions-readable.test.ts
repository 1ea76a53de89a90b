import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { goodContainer, taskDefinition } from "../../testing/task-definition";
import { containerDefinitionsReadable as rule } from "./container-definitions-readable";

test("reads JSON text with references in it", () => {
  expect(faults(rule, taskDefinition(goodContainer))).toEqual([]);
});

test.each(["${jsonencode([])}", "[{", '{"name":"agent"}', null])(
  "reports definitions like %s",
  (container_definitions) => {
    expect(faults(rule, { aws_ecs_task_definition: { agent: { container_definitions } } })).toEqual([
      "aws_ecs_task_definition.agent: container_definitions cannot be read as JSON",
    ]);
  },
);
