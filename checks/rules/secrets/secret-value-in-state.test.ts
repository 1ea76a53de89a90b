import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { secretValueInState as rule } from "./secret-value-in-state";

test("passes secrets without values and plain parameters", () => {
  expect(
    faults(rule, {
      aws_secretsmanager_secret: { payment: { name: "shop-staging/payment-api-key" } },
      aws_ssm_parameter: { digest: { type: "String", insecure_value: "none" } },
    }),
  ).toEqual([]);
});

test("reports a secret's value, even by reference, and an encrypted parameter", () => {
  expect(
    faults(rule, {
      aws_secretsmanager_secret_version: { payment: { secret_string: "${random_password.payment.result}" } },
      aws_ssm_parameter: { key: { type: "SecureString", value: "unset" } },
    }),
  ).toEqual([
    "aws_secretsmanager_secret_version.payment: the value of a secret is set by Terraform",
    "aws_ssm_parameter.key: the value of a secret is set by Terraform",
  ]);
});
