import { expect, test } from "vitest";
import { runRules } from "./run-rules";
import { templateOf } from "./template";

test("gives each fault its rule's name and severity, and where it was made, the worst first", () => {
  const template = templateOf({
    resource: {
      aws_cloudwatch_log_group: { agent: { "//": { metadata: { path: "staging-base/agent-logs/group" } } } },
      aws_ecs_task_definition: { agent: { container_definitions: "${jsonencode([])}" } },
    },
  });
  expect(runRules(template)).toEqual([
    {
      scanner: "slipway",
      rule: "container-definitions-readable",
      severity: "HIGH",
      address: "aws_ecs_task_definition.agent",
      constructPath: "aws_ecs_task_definition.agent",
      message: "container_definitions cannot be read as JSON",
      remedy: "build it with JSON.stringify; references inside of it may stay",
    },
    {
      scanner: "slipway",
      rule: "log-group-retention",
      severity: "MEDIUM",
      address: "aws_cloudwatch_log_group.agent",
      constructPath: "staging-base/agent-logs/group",
      message: "the log group has no retention",
      remedy: "set retention_in_days",
    },
  ]);
});
