import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { oidcAudience as rule } from "./oidc-audience";

function reported(Condition: JsonObject) {
  const assume_role_policy = policyText({
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: "${aws_iam_openid_connect_provider.github.arn}" },
    Condition,
  });
  return faults(rule, { aws_iam_role: { deploy: { assume_role_policy } } });
}

const audience = "token.actions.githubusercontent.com:aud";

test("passes an exact audience", () => {
  expect(reported({ StringEquals: { [audience]: "sts.amazonaws.com" } })).toEqual([]);
});

test.each<[JsonObject]>([
  [{ StringEquals: { "token.actions.githubusercontent.com:sub": "repo:shop-works/agent:environment:staging" } }],
  [{ StringLike: { [audience]: "*" } }],
])("reports the condition %j", (condition) => {
  expect(reported(condition)).toEqual(["aws_iam_role.deploy: assume_role_policy does not name the token's audience"]);
});
