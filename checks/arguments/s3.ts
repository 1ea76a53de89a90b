import { between, butNot, everyPlanned, nothing, oneOf, referenceTo, referenceToEvery } from "./allowed";
import { type Arguments, harmless, heldBy, optional, required, requiredBy } from "./argument";
import { keptData } from "./kept";

const itsBucket = required(referenceToEvery("aws_s3_bucket"), "a bucket without it is as AWS makes it");
const closes = required(oneOf(true), "the bucket may become public by mistake");

export const s3Arguments: Readonly<Record<string, Arguments>> = {
  aws_s3_bucket: {
    ...keptData,
    bucket: required(
      everyPlanned("a bucket of the plan", (plans) =>
        plans.flatMap(({ account, loadBalancer, capabilities: { buckets } }) => [
          ...account.buckets.map(({ name }) => name),
          ...(loadBalancer === undefined ? [] : [loadBalancer.logsBucket]),
          ...buckets.resources.map(({ bucketName }) => bucketName),
        ]),
      ),
      "roles and programs name the planned one",
    ),
    force_destroy: optional(nothing(true), "a bucket is destroyed with all that is in it"),
  },
  aws_s3_bucket_lifecycle_configuration: {
    bucket: itsBucket,
    "rule.abort_incomplete_multipart_upload.days_after_initiation": required(
      between(1, 7),
      "parts of failed uploads are paid for, and nobody sees them",
      {},
    ),
    "rule.expiration.days": heldBy("bucket-kept-as-planned", 1),
    "rule.filter.prefix": harmless("what no rule covers is kept"),
    "rule.id": harmless("what people call it"),
    "rule.noncurrent_version_expiration.noncurrent_days": required(
      between(1, 3650),
      "old versions are kept and paid for for ever",
      {},
    ),
    "rule.status": required(butNot(oneOf("Enabled"), "Disabled"), "nothing is ever forgotten"),
  },
  aws_s3_bucket_ownership_controls: {
    bucket: itsBucket,
    "rule.object_ownership": required(
      butNot(oneOf("BucketOwnerEnforced"), "ObjectWriter", "BucketOwnerPreferred"),
      "access lists of objects let others in, past every policy",
    ),
  },
  aws_s3_bucket_policy: {
    bucket: itsBucket,
    policy: requiredBy("resource-policy-principals"),
  },
  aws_s3_bucket_public_access_block: {
    block_public_acls: closes,
    block_public_policy: closes,
    bucket: itsBucket,
    ignore_public_acls: closes,
    restrict_public_buckets: closes,
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    bucket: itsBucket,
    "rule.apply_server_side_encryption_by_default.kms_master_key_id": required(
      referenceTo("aws_kms_key"),
      "data lies under a key that is not the environment's",
      { sse_algorithm: "aws:kms" },
    ),
    "rule.apply_server_side_encryption_by_default.sse_algorithm": heldBy("bucket-kept-as-planned", "AES256"),
    "rule.bucket_key_enabled": harmless("how often KMS is asked, and paid"),
  },
  aws_s3_bucket_versioning: {
    bucket: itsBucket,
    "versioning_configuration.status": required(
      butNot(oneOf("Enabled"), "Suspended", "Disabled"),
      "what is deleted or replaced by mistake is gone",
    ),
  },
};
