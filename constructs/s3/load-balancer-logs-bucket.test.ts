import { expect, test } from "vitest";
import { statementsOf } from "../../test/helpers/policies";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { LoadBalancerLogsBucket } from "./load-balancer-logs-bucket";

const template = synthesize((scope) => {
  new LoadBalancerLogsBucket(scope, "logs", {
    name: "shop-staging-alb-logs-123456789012",
    accountId: "123456789012",
    retentionDays: 90,
  });
});

const bucket = reference(template, "aws_s3_bucket", "id");
const arn = reference(template, "aws_s3_bucket", "arn");

test("makes one bucket and its settings, without a list of grants", () => {
  expect(template.addresses()).toEqual([
    "aws_s3_bucket.logs_bucket_5A22438C",
    "aws_s3_bucket_lifecycle_configuration.logs_lifecycle_D0C871FB",
    "aws_s3_bucket_ownership_controls.logs_ownership_3B1EA3ED",
    "aws_s3_bucket_policy.logs_policy_7361357F",
    "aws_s3_bucket_public_access_block.logs_public-access-block_3796F72F",
    "aws_s3_bucket_server_side_encryption_configuration.logs_encryption_22B51FEE",
    "aws_s3_bucket_versioning.logs_versioning_51AE32FF",
  ]);
  expect(template.resource("aws_s3_bucket")).toEqual({ bucket: "shop-staging-alb-logs-123456789012" });
});

test("is closed to the public in all four ways", () => {
  expect(template.resource("aws_s3_bucket_public_access_block")).toEqual({
    bucket,
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
});

test("owns whatever is written to it", () => {
  expect(template.resource("aws_s3_bucket_ownership_controls")).toEqual({
    bucket,
    rule: { object_ownership: "BucketOwnerEnforced" },
  });
});

test("encrypts with the one kind of key that load balancers can use", () => {
  expect(template.resource("aws_s3_bucket_server_side_encryption_configuration")).toEqual({
    bucket,
    rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
  });
});

test("keeps versions, and drops logs after 90 days for good", () => {
  expect(template.resource("aws_s3_bucket_versioning")).toEqual({
    bucket,
    versioning_configuration: { status: "Enabled" },
  });
  expect(template.resource("aws_s3_bucket_lifecycle_configuration")).toEqual({
    bucket,
    rule: [
      {
        id: "expire-logs",
        status: "Enabled",
        filter: [{ prefix: "" }],
        expiration: [{ days: 90 }],
        noncurrent_version_expiration: [{ noncurrent_days: 1 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }],
      },
    ],
  });
});

test("lets load balancers of this account write, below its own prefix, and refuses plaintext to all", () => {
  const { policy, ...attachment } = template.resource("aws_s3_bucket_policy");
  expect(attachment).toEqual({ bucket });
  expect(statementsOf(policy)).toEqual([
    {
      Sid: "WriteAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: ["s3:PutObject"],
      Resource: [`${arn}/AWSLogs/123456789012/*`],
    },
    {
      Sid: "RefusePlaintext",
      Effect: "Deny",
      Principal: "*",
      Action: [
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:PutObject",
      ],
      Resource: [arn, `${arn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});
