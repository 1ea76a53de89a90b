import { expect, test } from "vitest";
import type { JsonObject } from "../../json";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { oidcSubject as rule } from "./oidc-subject";

function reported(Condition: JsonObject) {
  const assume_role_policy = policyText({
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: "${aws_iam_openid_connect_provider.github.arn}" },
    Condition,
  });
  return faults(rule, { aws_iam_role: { deploy: { assume_role_policy } } });
}

const subject = "token.actions.githubusercontent.com:sub";

test("passes an exact subject", () => {
  expect(reported({ StringEquals: { [subject]: "repo:lornu-ai/agent:environment:staging" } })).toEqual([]);
});

test.each<[JsonObject]>([
  [{ StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }],
  [{ StringLike: { [subject]: "repo:lornu-ai/*" } }],
  [{ Null: { [subject]: "false" } }],
])("reports the condition %j", (condition) => {
  expect(reported(condition)).toEqual(["aws_iam_role.deploy: assume_role_policy does not name the token's subject"]);
});
