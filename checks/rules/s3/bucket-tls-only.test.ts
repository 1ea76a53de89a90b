import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { bucketTlsOnly as rule } from "./bucket-tls-only";

const refusal = {
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:GetObject", "s3:PutObject"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

function reported(statement: JsonObject) {
  return faults(rule, {
    aws_s3_bucket: { logs: { bucket: "logs" } },
    aws_s3_bucket_policy: { logs: { bucket: "${aws_s3_bucket.logs.id}", policy: policyText(statement) } },
  });
}

test("passes a bucket that denies plaintext to everybody", () => {
  expect(reported(refusal)).toEqual([]);
});

test.each([
  { ...refusal, Effect: "Allow" },
  { ...refusal, Principal: { AWS: "arn:aws:iam::123456789012:root" } },
  { ...refusal, Condition: { Bool: { "aws:SecureTransport": "true" } } },
])("reports a bucket with %j only", (statement) => {
  expect(reported(statement)).toEqual(["aws_s3_bucket.logs: the bucket answers on plain HTTP"]);
});
