import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { secretValueInState as rule } from "./secret-value-in-state";

test("passes secrets without values and plain parameters", () => {
  expect(
    faults(rule, {
      aws_secretsmanager_secret: { gemini: { name: "lornu-staging/gemini-api-key" } },
      aws_ssm_parameter: { digest: { type: "String", insecure_value: "none" } },
    }),
  ).toEqual([]);
});

test("reports a secret's value, even by reference, and an encrypted parameter", () => {
  expect(
    faults(rule, {
      aws_secretsmanager_secret_version: { gemini: { secret_string: "${random_password.gemini.result}" } },
      aws_ssm_parameter: { key: { type: "SecureString", value: "unset" } },
    }),
  ).toEqual([
    "aws_secretsmanager_secret_version.gemini: the value of a secret is set by Terraform",
    "aws_ssm_parameter.key: the value of a secret is set by Terraform",
  ]);
});
