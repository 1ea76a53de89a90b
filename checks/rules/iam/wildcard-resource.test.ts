import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { wildcardResource as rule } from "./wildcard-resource";

function reported(statement: JsonObject) {
  return faults(rule, { aws_iam_role_policy: { task: { policy: policyText(statement) } } });
}

test("passes ARNs, and every resource where AWS knows no other", () => {
  expect(
    reported({ Action: "secretsmanager:GetSecretValue", Resource: "${aws_secretsmanager_secret.payment.arn}" }),
  ).toEqual([]);
  expect(reported({ Action: ["ecr:GetAuthorizationToken", "ec2:DescribeSubnets"], Resource: "*" })).toEqual([]);
});

test.each([
  [{ Action: ["ecr:GetAuthorizationToken", "ecr:BatchGetImage"], Resource: "*" }, "ecr:BatchGetImage"],
  [{ Action: "s3:GetObject", Resource: ["arn:aws:s3:::logs", "*"] }, "s3:GetObject"],
  [{ Action: "iam:PassRole", NotResource: "arn:aws:iam::123456789012:role/admin" }, "iam:PassRole"],
  [{ NotAction: "iam:PassRole", Resource: "*" }, "everything but iam:PassRole"],
])("reports %j", (statement, action) => {
  expect(reported(statement)).toEqual([`aws_iam_role_policy.task: policy allows ${action} on every resource`]);
});

test("leaves the policy of a key alone, where the star means the key itself", () => {
  const policy = policyText({ Action: "kms:Decrypt", Resource: "*", Principal: { Service: "sns.amazonaws.com" } });
  expect(faults(rule, { aws_kms_key: { environment: { policy } } })).toEqual([]);
});
