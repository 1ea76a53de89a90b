import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { ServiceSecret } from "./service-secret";

const kmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";

const template = synthesize((scope) => {
  new ServiceSecret(scope, "payment-api-key", { name: "shop-staging/payment-api-key", kmsKeyArn });
});

test("makes the secret alone: no version, so that no value is ever in the state", () => {
  expect(template.addresses()).toEqual(["aws_secretsmanager_secret.payment-api-key_secret_2894CC04"]);
});

test("encrypts under the environment's key, and can be brought back for a week", () => {
  expect(template.resource("aws_secretsmanager_secret")).toEqual({
    name: "shop-staging/payment-api-key",
    kms_key_id: kmsKeyArn,
    recovery_window_in_days: 7,
  });
});
