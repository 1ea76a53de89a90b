import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { oidcSubject as rule } from "./oidc-subject";

function reported(Condition: JsonObject, Action = "sts:AssumeRoleWithWebIdentity") {
  const assume_role_policy = policyText({
    Action,
    Principal: { Federated: "${aws_iam_openid_connect_provider.github.arn}" },
    Condition,
  });
  return faults(rule, { aws_iam_role: { deploy: { assume_role_policy } } });
}

const subject = "token.actions.githubusercontent.com:sub";

test("passes an exact subject", () => {
  expect(reported({ StringEquals: { [subject]: "repo:shop-works/agent:environment:staging" } })).toEqual([]);
});

test.each<[JsonObject]>([
  [{ StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }],
  [{ StringLike: { [subject]: "repo:shop-works/*" } }],
  [{ StringLike: { [subject]: "repo:shop-works/agent?:ref:refs/heads/main" } }],
  [{ StringNotEquals: { [subject]: "repo:shop-works/agent:pull_request" } }],
  [{ StringEqualsIfExists: { [subject]: "repo:shop-works/agent:environment:staging" } }],
  [{ Null: { [subject]: "false" } }],
])("reports the condition %j", (condition) => {
  expect(reported(condition)).toEqual(["aws_iam_role.deploy: assume_role_policy does not name the token's subject"]);
});

test.each(["sts:*", "*"])("reports it where %s takes tokens in", (action) => {
  expect(reported({}, action)).toHaveLength(1);
});
