import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { taskRolesSeparate as rule } from "./task-roles-separate";

function reported(execution_role_arn: string) {
  return faults(rule, {
    aws_ecs_task_definition: { agent: { task_role_arn: "${aws_iam_role.task.arn}", execution_role_arn } },
  });
}

test("passes two roles", () => {
  expect(reported("${aws_iam_role.execution.arn}")).toEqual([]);
});

test("reports one role for both", () => {
  expect(reported("${aws_iam_role.task.arn}")).toEqual([
    "aws_ecs_task_definition.agent: task_role_arn and execution_role_arn are the same role",
  ]);
});
