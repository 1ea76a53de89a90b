import { describe, expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { goodContainer, taskDefinition } from "../../testing/task-definition";
import { containerPlainSecrets as rule } from "./container-plain-secrets";

function reported(name: string, value: string) {
  return faults(rule, taskDefinition({ ...goodContainer, environment: [{ name, value }] }));
}

describe("plain environment values", () => {
  test("pass beside secrets by reference", () => {
    expect(faults(rule, taskDefinition(goodContainer))).toEqual([]);
    expect(reported("TOKEN_ISSUER", "https://auth.example.com")).toEqual([]);
  });

  test.each([
    ["DATABASE_PASSWORD", "correct horse"],
    ["PAYMENT_API_KEY", "anything"],
    ["SETTING", "${data.aws_secretsmanager_secret_version.payment.secret_string}"],
  ])("are reported where they hold a secret: %s", (name, value) => {
    expect(reported(name, value)).toEqual([
      `aws_ecs_task_definition.agent: container agent gets ${name} as plain text`,
    ]);
  });
});
