import { expect, test } from "vitest";
import { partDesigned } from "./designed-findings";
import type { Finding } from "./finding";

function found(rule: string, constructPath: string): Finding {
  return {
    scanner: "tfsec",
    rule,
    severity: "HIGH",
    address: "aws_iam_policy.main",
    constructPath,
    message: "a wildcard",
    remedy: "name the actions",
  };
}

test.each([
  ["aws-iam-no-policy-wildcards", "account-shop/boundary/policy"],
  ["aws-iam-no-policy-wildcards", "account-shop/staging-base-write-2/policy"],
  ["aws-iam-no-policy-wildcards", "account-shop/account-shop-plan/policy"],
  ["wildcard-action", "account-shop/runtime-boundary/policy"],
  ["aws-ec2-no-public-egress-sgr", "staging-base/load-balancer-security-group/group"],
])("%s at %s is the design's", (rule, path) => {
  const { findings, designed } = partDesigned([found(rule, path)]);
  expect(findings).toEqual([]);
  expect(designed).toHaveLength(1);
});

test.each([
  ["aws-iam-no-policy-wildcards", "staging/agent-task-role/policy"],
  ["aws-iam-no-policy-wildcards", "account-shop/image-push/policy"],
  ["wildcard-action", "account-shop/boundary/policy"],
  ["aws-ec2-no-public-egress-sgr", "staging-base/agent-security-group/group"],
  ["wildcard-action", "account-shop/staging-write/policy"],
  ["wildcard-resource", "account-shop/read-boundary/policy"],
])("%s at %s is somebody's to decide", (rule, path) => {
  const finding = found(rule, path);
  expect(partDesigned([finding])).toEqual({ findings: [finding], designed: [] });
});
