import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { anyPrincipal as rule } from "./any-principal";

function trust(Principal: JsonObject | string, further: JsonObject = {}) {
  const assume_role_policy = policyText({ Action: "sts:AssumeRole", Principal, ...further });
  return faults(rule, { aws_iam_role: { task: { assume_role_policy } } });
}

test("passes named principals, and everybody in what is denied", () => {
  expect(trust({ Service: "ecs-tasks.amazonaws.com" })).toEqual([]);
  expect(trust("*", { Effect: "Deny" })).toEqual([]);
});

test.each(["*", { AWS: "*" }, { AWS: ["arn:aws:iam::123456789012:root", "*"] }])(
  "reports a trust policy for %j",
  (principal) => {
    expect(trust(principal)).toEqual(["aws_iam_role.task: assume_role_policy allows sts:AssumeRole to everybody"]);
  },
);

test("reports a trust policy for everybody but one", () => {
  const assume_role_policy = policyText({ Action: "sts:AssumeRole", NotPrincipal: { AWS: "123456789012" } });
  expect(faults(rule, { aws_iam_role: { task: { assume_role_policy } } })).toHaveLength(1);
});

test("reports a bucket that everybody may read, in both notations", () => {
  const statement = [{ actions: ["s3:GetObject"], principals: [{ type: "*", identifiers: ["*"] }] }];
  expect(
    faults(
      rule,
      {
        aws_s3_bucket_policy: {
          text: { policy: policyText({ Action: "s3:GetObject", Principal: "*" }) },
          document: { policy: "${data.aws_iam_policy_document.public.json}" },
        },
      },
      { aws_iam_policy_document: { public: { statement } } },
    ),
  ).toEqual([
    "aws_s3_bucket_policy.document: policy allows s3:GetObject to everybody",
    "aws_s3_bucket_policy.text: policy allows s3:GetObject to everybody",
  ]);
});
