import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { smallFaults, smallFaultsWith } from "../../../test/helpers/small-faults";
import { roleAsPlanned as rule } from "./role-as-planned";

const imagePush = "aws_iam_role.image-push_role";

function reported(address: string, values: JsonObject) {
  return smallFaultsWith(rule, address, (body) => ({ ...body, ...values }));
}

function replaced(address: string, text: string, other: string) {
  return smallFaultsWith(rule, address, (body) => ({
    ...body,
    assume_role_policy: String(body.assume_role_policy).replaceAll(text, other),
  }));
}

test("passes the roles of the plan", () => {
  expect(smallFaults(rule)).toEqual([]);
});

test("reads order, ids and single values as what they are", () => {
  expect(replaced(imagePush, '"Sid":"AssumedByToken",', "")).toEqual([]);
  expect(replaced(imagePush, '["sts:AssumeRoleWithWebIdentity"]', '"sts:AssumeRoleWithWebIdentity"')).toEqual([]);
});

test.each([
  ["another policy", "arn:aws:iam::aws:policy/PowerUserAccess", "arn:aws:iam::aws:policy/PowerUserAccess"],
  ["a policy that is not there", "${aws_iam_policy.other.arn}", "${aws_iam_policy.other.arn}"],
  ["nothing", null, ""],
])("reports %s as a boundary", (_, permissions_boundary, shown) => {
  expect(reported("aws_iam_role.agent-task-role", { permissions_boundary })).toEqual([
    expect.stringContaining(
      `permissions_boundary is ${shown}, and not arn:aws:iam::123456789012:policy/slipway-shop-staging-task-boundary`,
    ),
  ]);
});

test.each([
  ["another's repository", imagePush, "repo:shop-works/shop-works:", "repo:stranger/stranger:"],
  ["pull requests", imagePush, ":ref:refs/heads/main", ":pull_request"],
  ["plans on the role that applies", "aws_iam_role.staging-apply_role", "run_phase:apply", "run_phase:plan"],
  ["another workspace", "aws_iam_role.staging-apply_role", "workspace:staging", "workspace:other"],
  ["another account's tasks", "aws_iam_role.agent-task-role", "123456789012", "999999999999"],
  ["a document of another version", imagePush, "2012-10-17", "2008-10-17"],
  ["a provider that is not there", imagePush, "openid_connect_provider.github", "openid_connect_provider.other"],
])("reports trust in %s", (_, address, text, other) => {
  expect(replaced(address, text, other)).toContainEqual(expect.stringContaining("assume_role_policy"));
});

test("says what the trust is, and what it should be", () => {
  expect(replaced("aws_iam_role.staging-apply_role", "run_phase:apply", "run_phase:plan")).toEqual([
    expect.stringMatching(/assume_role_policy says what nobody has planned: Allow .*run_phase:plan/),
    expect.stringMatching(/assume_role_policy lacks what is planned: Allow .*run_phase:apply/),
  ]);
});

test("reports a role that is planned and missing, and one that nobody has planned", () => {
  expect(reported("aws_iam_role.preflight_role", { name: "slipway-other-preflight" })).toEqual([
    expect.stringContaining("nobody has planned the role slipway-other-preflight"),
    "aws_iam_role slipway-shop-preflight: there is no role slipway-shop-preflight",
  ]);
});
