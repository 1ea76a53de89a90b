import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import { policyDocument } from "../../model/iam-policy";
import { byDesign } from "../by-design";
import { keepPrivate, leaveOut, refusePlaintext } from "./private-bucket";

export interface LoadBalancerLogsBucketProps {
  readonly name: string;
  readonly accountId: string;
  readonly retentionDays: number;
}

/** Private archive of access logs, about 0.023 USD a GB and month. Stateful. */
export class LoadBalancerLogsBucket extends Construct {
  constructor(scope: Construct, id: string, props: LoadBalancerLogsBucketProps) {
    super(scope, id);
    const bucket = new S3Bucket(this, "bucket", { bucket: props.name });
    const keysOfAmazon = {
      rules: ["aws-s3-encryption-customer-key", "CKV_AWS_145"],
      because: "Elastic Load Balancing writes access logs under Amazon S3-managed keys only",
      compensatedBy: `a bucket that is closed to the public, and logs that are gone after ${props.retentionDays} days`,
    };
    keepPrivate(this, bucket);
    leaveOut(bucket, props.name);
    byDesign(bucket, { ...keysOfAmazon, seen: [{ bucket: props.name }] });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    byDesign(encryption, {
      ...keysOfAmazon,
      seen: [{ bucket: bucket.id, rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }] }],
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [
        {
          id: "expire-logs",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: props.retentionDays }],
          noncurrentVersionExpiration: [{ noncurrentDays: 1 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
        },
      ],
    });
    new S3BucketPolicy(this, "policy", { bucket: bucket.id, policy: bucketPolicy(bucket.arn, props.accountId) });
  }
}

/**
 * The path bounds who writes: the service writes an account's logs below its id alone. `aws:SourceArn` does not stand here, as
 * reports disagree whether the test write at creation bears it, and a load balancer without the bucket is not made.
 */
function bucketPolicy(bucketArn: string, accountId: string): string {
  return policyDocument([
    {
      sid: "WriteAccessLogs",
      principal: { service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      actions: ["s3:PutObject"],
      resources: [`${bucketArn}/AWSLogs/${accountId}/*`],
    },
    refusePlaintext(bucketArn),
  ]);
}
