import { expect, test } from "vitest";
import type { Caller } from "../model/authorization/authorize";
import { readPolicy } from "../model/authorization/policy";
import { planEnvironment } from "../model/plan/environment-plan";
import { smallStaging } from "../test/helpers/fixtures";
import type { JudgedCall } from "./authorizer";
import { differentCalls, roleUses } from "./role-use";

const role = "slipway-shop-staging-base-apply";
const policy = readPolicy({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: ["ec2:CreateVpc", "ec2:Describe*", "kms:CreateKey"], Resource: "*" },
    { Effect: "Deny", Action: "kms:Decrypt", Resource: "*" },
  ],
});
const caller: Caller = {
  arn: role,
  roleArn: `arn:aws:iam::123456789012:role/${role}`,
  policies: [policy],
  boundary: undefined,
  sessionPolicies: [],
  tags: {},
  sessionTags: {},
};
const call = (action: string, changes: Partial<JudgedCall> = {}): JudgedCall => ({
  ...{ action, resources: ["*"], context: {}, madeBy: "request", role, refusal: undefined },
  ...changes,
});
const refusal = "User: shop is not authorized to perform: sns:Publish";

test("counts each role's calls, says each refusal once, and lists what no call used", () => {
  const calls = [
    call("ec2:CreateVpc"),
    call("ec2:DescribeVpcs"),
    call("sns:Publish", { refusal }),
    call("sns:Publish", { refusal }),
    call("kms:CreateKey", { role: undefined }),
  ];
  const uses = roleUses(planEnvironment(smallStaging()), { calls, roles: new Map([[role, caller]]) });
  expect(uses.find((use) => use.role === role)).toEqual({
    role,
    calls: 4,
    denied: [refusal],
    rights: 3,
    unused: ["kms:CreateKey"],
  });
  const others = uses.filter((use) => use.role !== role);
  expect(others.map(({ calls: made, rights }) => made + rights)).toEqual(others.map(() => 0));
  expect(others.map((use) => use.role)).toEqual([
    "slipway-shop-account-shop-plan",
    "slipway-shop-account-shop-apply",
    "slipway-shop-staging-base-plan",
    "slipway-shop-staging-plan",
    "slipway-shop-staging-apply",
    "slipway-shop-image-push",
    "slipway-shop-preflight",
    "slipway-shop-staging-release",
  ]);
});

test("lists each kind of call of a role once, and none of the administrator", () => {
  const calls = [call("ec2:CreateVpc"), call("ec2:CreateVpc"), call("kms:CreateKey", { role: undefined })];
  expect(differentCalls(calls)).toEqual([call("ec2:CreateVpc")]);
});
