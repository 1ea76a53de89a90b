import { expect, test } from "vitest";
import { smallFaults, smallFaultsWith } from "../../../test/helpers/small-faults";
import { policyAsPlanned as rule } from "./policy-as-planned";

const boundary = "aws_iam_policy.runtime-boundary_policy";
const taskRights = "aws_iam_role_policy.agent-task-role_policy";

function replaced(address: string, text: string | RegExp, other: string) {
  return smallFaultsWith(rule, address, (body) => ({ ...body, policy: String(body.policy).replace(text, other) }));
}

test("passes the policies of the plan", () => {
  expect(smallFaults(rule)).toEqual([]);
});

test("reports a denial that is gone from a boundary", () => {
  expect(replaced(boundary, /\{"Sid":"NoSecretsNoShells"[^}]*\},/, "")).toEqual([
    expect.stringMatching(
      /^aws_iam_policy.runtime-boundary_policy_\w+: policy lacks what is planned: Deny .*Shell|Exec/,
    ),
  ]);
});

test("reports a condition that is gone, with what the statement says now and what it should", () => {
  expect(replaced(boundary, /,"Condition":\{"ArnLike":[^}]*\}\}/, "")).toEqual([
    expect.stringContaining("says what nobody has planned: Allow"),
    expect.stringContaining("lacks what is planned: Allow"),
  ]);
});

test("reports another secret, though it is found by its name as well", () => {
  const secret = "data.aws_secretsmanager_secret.agent-base_secret-payment-api-key";
  const found = smallFaultsWith(rule, secret, (body) => ({ ...body, name: "shop-production/payment-api-key" }));
  expect(found.filter((fault) => fault.startsWith(taskRights))).toHaveLength(2);
});

test("reports what cannot be read", () => {
  expect(smallFaultsWith(rule, taskRights, (body) => ({ ...body, policy: "${jsonencode({})}" }))).toEqual([
    expect.stringContaining("policy cannot be compared with what is planned"),
  ]);
});

test("reports policies that nobody has planned, and those that are missing", () => {
  expect(smallFaultsWith(rule, boundary, (body) => ({ ...body, name: "slipway-shop-other" }))).toEqual([
    expect.stringContaining("policy of slipway-shop-other is planned by nobody"),
    "aws_iam_policy slipway-shop-runtime-boundary: there is no aws_iam_policy with the name slipway-shop-runtime-boundary",
  ]);
  expect(smallFaultsWith(rule, taskRights, () => undefined)).toEqual([
    "aws_iam_role_policy ShopTaskRole: there is no aws_iam_role_policy with the role ShopTaskRole",
  ]);
});
