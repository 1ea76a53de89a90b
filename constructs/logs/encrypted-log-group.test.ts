import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { EncryptedLogGroup } from "./encrypted-log-group";

const kmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";

const template = synthesize((scope) => {
  const { arn } = new EncryptedLogGroup(scope, "logs", {
    name: "/ecs/shop-staging/agent",
    retentionDays: 30,
    kmsKeyArn,
  });
  new TerraformOutput(scope, "logs-arn", { value: arn });
});

test("keeps events for the given days under the given key", () => {
  expect(template.addresses()).toEqual(["aws_cloudwatch_log_group.logs_group_F4848128"]);
  expect(template.resource("aws_cloudwatch_log_group")).toEqual({
    name: "/ecs/shop-staging/agent",
    retention_in_days: 30,
    kms_key_id: kmsKeyArn,
  });
});

test("hands on its ARN as a reference", () => {
  expect(template.outputs()["logs-arn"]).toEqual({ value: reference(template, "aws_cloudwatch_log_group", "arn") });
});
