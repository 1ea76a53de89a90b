import { expect, test } from "vitest";
import { runRules } from "./run-rules";
import { templateOf } from "./template";

test("gives each fault its rule's name and severity, and where it was made, the worst first", () => {
  const template = templateOf({
    resource: {
      aws_cloudwatch_log_group: { agent: { "//": { metadata: { path: "staging-base/agent-logs/group" } } } },
      aws_iam_role_policy: { agent: { policy: "${jsonencode({})}" } },
    },
  });
  const shown = ["policy-readable", "log-group-retention"];
  expect(runRules(template, []).filter(({ rule }) => shown.includes(rule))).toEqual([
    {
      scanner: "slipway",
      rule: "policy-readable",
      severity: "HIGH",
      address: "aws_iam_role_policy.agent",
      constructPath: "aws_iam_role_policy.agent",
      message: "policy cannot be read as a policy",
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
