import type { Rule } from "../../rule";
import { resourcesOfType } from "../../template";

export const taskRolesSeparate: Rule = {
  id: "task-roles-separate",
  severity: "MEDIUM",
  title: "A task's program and its starter have different roles",
  why: "with one role for both, the program may read every secret and image that starting the task takes",
  evaluate: (template) =>
    resourcesOfType(template, "aws_ecs_task_definition")
      .filter(({ body }) => body.task_role_arn !== undefined && body.task_role_arn === body.execution_role_arn)
      .map((resource) => ({
        resource,
        message: "task_role_arn and execution_role_arn are the same role",
        remedy: "give the task a role of its own",
      })),
};
