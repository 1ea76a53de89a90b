import { expect, test } from "vitest";
import { runRules } from "./run-rules";
import { templateOf } from "./template";

test("gives each fault its rule's name and severity, and where it was made, the worst first", () => {
  const template = templateOf({
    resource: {
      aws_lb: { web: { "//": { metadata: { path: "staging/load-balancer/load-balancer" } } } },
      aws_iam_role_policy: { agent: { policy: "${jsonencode({})}" } },
    },
  });
  const shown = ["policy-readable", "load-balancer-access-logs"];
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
      rule: "load-balancer-access-logs",
      severity: "MEDIUM",
      address: "aws_lb.web",
      constructPath: "staging/load-balancer/load-balancer",
      message: "the load balancer writes no access logs",
      remedy: "set access_logs { enabled = true } with a private bucket",
    },
  ]);
});
