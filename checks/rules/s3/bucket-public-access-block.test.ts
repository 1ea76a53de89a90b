import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { bucketPublicAccessBlock as rule } from "./bucket-public-access-block";

const aws_s3_bucket = { logs: { bucket: "shop-staging-alb-logs-123456789012" } };
const block = {
  bucket: "${aws_s3_bucket.logs.id}",
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const expected = ["aws_s3_bucket.logs: the bucket does not block public access"];

test("passes a bucket whose block has all four switches on", () => {
  expect(faults(rule, { aws_s3_bucket, aws_s3_bucket_public_access_block: { logs: block } })).toEqual([]);
});

test("reports a bucket without a block, or with the block of another one", () => {
  expect(faults(rule, { aws_s3_bucket })).toEqual(expected);
  const other = { ...block, bucket: "${aws_s3_bucket.other.id}" };
  expect(faults(rule, { aws_s3_bucket, aws_s3_bucket_public_access_block: { other } })).toEqual(expected);
});

test.each(["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"])(
  "reports a block with %s off",
  (name) => {
    expect(
      faults(rule, { aws_s3_bucket, aws_s3_bucket_public_access_block: { logs: { ...block, [name]: false } } }),
    ).toEqual(expected);
  },
);
