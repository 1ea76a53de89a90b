import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import { policyDocument } from "../../model/iam-policy";
import { byDesign } from "../by-design";
import { keepPrivate, leaveOut, refusePlaintext } from "./private-bucket";

export interface DataBucketProps {
  readonly name: string;
  /** Days that a version is kept after another took its place. */
  readonly keptVersionDays: number;
  /** Of an environment; without it Amazon's own. */
  readonly kmsKeyArn: string | undefined;
}

const keysOfAmazon = {
  rules: ["aws-s3-encryption-customer-key", "CKV_AWS_145"],
  because: "several environments read it, and a key of one's own would belong to no single one",
  compensatedBy: "a bucket that is closed to the public, and rights by its ARN alone",
};

/** What programs keep: private, with versions, encrypted. About 0.023 USD a GB and month. Stateful. */
export class DataBucket extends Construct {
  constructor(scope: Construct, id: string, { name, keptVersionDays, kmsKeyArn }: DataBucketProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, "bucket", { bucket: name });
    keepPrivate(this, bucket);
    leaveOut(bucket, name);
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [
        kmsKeyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : {
              // One key of the bucket's own for many objects: KMS is asked, and paid, a hundredth as often.
              bucketKeyEnabled: true,
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
            },
      ],
    });
    if (kmsKeyArn === undefined) {
      const rule = [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }];
      byDesign(bucket, { ...keysOfAmazon, seen: [{ bucket: name }] });
      byDesign(encryption, { ...keysOfAmazon, seen: [{ bucket: bucket.id, rule }] });
    }
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [
        {
          id: "forget-old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: keptVersionDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
      ],
    });
    new S3BucketPolicy(this, "policy", { bucket: bucket.id, policy: policyDocument([refusePlaintext(bucket.arn)]) });
  }
}
