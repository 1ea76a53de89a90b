import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { bucketTlsOnly as rule } from "./bucket-tls-only";

const refusal = {
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"],
  Resource: ["${aws_s3_bucket.logs.arn}", "${aws_s3_bucket.logs.arn}/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

function reported(statement: JsonObject) {
  return faults(rule, {
    aws_s3_bucket: { logs: { bucket: "logs" } },
    aws_s3_bucket_policy: { logs: { bucket: "${aws_s3_bucket.logs.id}", policy: policyText(statement) } },
  });
}

test.each([
  refusal,
  { ...refusal, Action: "s3:*" },
  { ...refusal, Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"] },
])("passes a bucket with %j", (statement) => {
  expect(reported(statement)).toEqual([]);
});

test.each([
  { ...refusal, Effect: "Allow" },
  { ...refusal, Principal: { AWS: "arn:aws:iam::123456789012:root" } },
  { ...refusal, Condition: { Bool: { "aws:SecureTransport": "true" } } },
  { ...refusal, Condition: { ...refusal.Condition, StringEquals: { "aws:PrincipalTag/plain": "no" } } },
  { ...refusal, Action: ["s3:GetObject"] },
  { ...refusal, Resource: ["${aws_s3_bucket.logs.arn}"] },
  { ...refusal, Resource: ["${aws_s3_bucket.other.arn}", "${aws_s3_bucket.other.arn}/*"] },
])("reports a bucket with %j only", (statement) => {
  expect(reported(statement)).toEqual(["aws_s3_bucket.logs: the bucket answers on plain HTTP"]);
});
