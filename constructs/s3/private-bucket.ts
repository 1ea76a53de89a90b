import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { Construct } from "constructs";
import type { PolicyStatement } from "../../model/iam-policy";
import { byDesign } from "../by-design";

/** Nobody outside of the account reads the bucket, nothing in it belongs to others, and a mistake can be taken back. */
export function keepPrivate(scope: Construct, bucket: S3Bucket): void {
  new S3BucketPublicAccessBlock(scope, "public-access-block", {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketOwnershipControls(scope, "ownership", {
    bucket: bucket.id,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  new S3BucketVersioningA(scope, "versioning", {
    bucket: bucket.id,
    versioningConfiguration: { status: "Enabled" },
  });
}

/** What is left out for every bucket, and for whom it is left out. */
export function leaveOut(bucket: S3Bucket, name: string): void {
  const seen = [{ bucket: name }];
  byDesign(bucket, {
    rules: ["aws-s3-enable-bucket-logging"],
    because: "a log of accesses takes another bucket, which is found fault with likewise",
    compensatedBy: "the rules bucket-public-access-block and bucket-tls-only, and roles that name the bucket",
    seen,
  });
  byDesign(bucket, {
    rules: ["CKV_AWS_144"],
    because: "a copy in another region doubles what the data costs, and moves it where nobody asked for it",
    compensatedBy: "versions, which bring back what was deleted or replaced",
    seen,
  });
  byDesign(bucket, {
    rules: ["CKV2_AWS_62"],
    because: "nothing here acts on a new object",
    compensatedBy: "a queue, where work is to begin with a message",
    seen,
  });
}

export function refusePlaintext(bucketArn: string): PolicyStatement {
  return {
    sid: "RefusePlaintext",
    effect: "Deny",
    principal: "everyone",
    actions: [
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:PutObject",
    ],
    resources: [bucketArn, `${bucketArn}/*`],
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  };
}
