import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { wildcardAction as rule } from "./wildcard-action";

function reported(statement: JsonObject) {
  return faults(rule, {
    aws_iam_role_policy: { task: { policy: policyText({ Resource: "arn:aws:s3:::logs", ...statement }) } },
  });
}

test("passes named actions, and wildcards in what is denied", () => {
  expect(reported({ Action: ["s3:GetObject", "s3:PutObject"] })).toEqual([]);
  expect(reported({ Effect: "Deny", Action: "s3:*" })).toEqual([]);
});

test.each([
  [{ Action: "*" }, "*"],
  [{ Action: ["s3:GetObject", "s3:Put*"] }, "s3:Put*"],
  [{ NotAction: "iam:PassRole" }, "everything but iam:PassRole"],
])("reports %j", (statement, action) => {
  expect(reported(statement)).toEqual([`aws_iam_role_policy.task: policy allows ${action}`]);
});

test("reports a wildcard in a policy document of the stack", () => {
  const resource = { aws_iam_role_policy: { task: { policy: "${data.aws_iam_policy_document.task.json}" } } };
  const statement = [{ actions: ["logs:*"], resources: ["${aws_cloudwatch_log_group.agent.arn}"] }];
  expect(faults(rule, resource, { aws_iam_policy_document: { task: { statement } } })).toEqual([
    "aws_iam_role_policy.task: policy allows logs:*",
  ]);
});
