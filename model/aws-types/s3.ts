import type { AwsTypes } from "./aws-type";
import { unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

/** Reads of a bucket that the provider makes for each bucket type. */
const bucket = reads(
  "bucket",
  "s3",
  "GetAccelerateConfiguration",
  "GetBucketAcl",
  "GetBucketCORS",
  "GetBucketLocation",
  "GetBucketLogging",
  "GetBucketObjectLockConfiguration",
  "GetBucketOwnershipControls",
  "GetBucketPolicy",
  "GetBucketPublicAccessBlock",
  "GetBucketRequestPayment",
  "GetBucketTagging",
  "GetBucketVersioning",
  "GetBucketWebsite",
  "GetEncryptionConfiguration",
  "GetLifecycleConfiguration",
  "GetReplicationConfiguration",
  "ListBucket",
  "ListTagsForResource",
);

const part = {
  service: "s3",
  region: "global",
  managedIn: { account: ["account"], base: ["entrance", "buckets"] },
  lookedUpIn: {},
  madeUpByAws: "nothing",
  holdsData: false,
  whenGone: unnoticed,
  whenUpdated: unnoticed,
  price: { none: "billed by what is kept and asked for" },
  scannedBy: { tfsec: { none: "it counts with its bucket" } },
  tables: ["data"],
  usualSeconds: 15,
} as const;

export const s3Types: AwsTypes = {
  aws_s3_bucket: {
    emulated: {
      refuses: [carried("deletion while it holds objects")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "S3 API Reference: CreateBucket, DeleteBucket",
      onlyInAws: { what: "that the name is free in all of AWS", shownBy: "preflight" },
    },
    ...part,
    calls: [
      bucket,
      creates("bucket", "s3", "CreateBucket"),
      changes("bucket", "s3", "DeleteBucket", "PutBucketTagging", "TagResource", "UntagResource"),
    ],
    holdsData: true,
    price: {
      lines: (_, { usage }) => [
        {
          what: "objects in buckets",
          quantity: usage.bucketGigabytes,
          price: "objectsStored",
          billed: "while it exists",
          assumes: "bucketGigabytes",
        },
      ],
    },
    scannedBy: { tfsec: 9 },
  },
  aws_s3_bucket_lifecycle_configuration: {
    emulated: {
      refuses: [carried("a bucket that is not there")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "S3 API Reference: PutBucketLifecycleConfiguration",
      onlyInAws: { none: "an empty second plan shows all of it" },
    },
    ...part,
    calls: [bucket, changes("bucket", "s3", "PutLifecycleConfiguration")],
    usualSeconds: 60,
  },
  aws_s3_bucket_ownership_controls: {
    emulated: {
      refuses: [carried("a bucket that is not there")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "S3 API Reference: PutBucketOwnershipControls",
      onlyInAws: { none: "an empty second plan shows all of it" },
    },
    ...part,
    calls: [bucket, changes("bucket", "s3", "PutBucketOwnershipControls")],
  },
  aws_s3_bucket_policy: {
    emulated: {
      refuses: [
        carried(
          "documents that are no policy, other buckets, everybody where the public access block stands",
          "s3_bucket_policy",
        ),
      ],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "S3 API Reference: PutBucketPolicy",
      onlyInAws: { what: "that AWS's own services write as it admits", shownBy: "apply" },
    },
    ...part,
    calls: [bucket, changes("bucket", "s3", "DeleteBucketPolicy", "PutBucketPolicy")],
    tables: ["rights"],
  },
  aws_s3_bucket_public_access_block: {
    emulated: {
      refuses: [carried("a bucket that is not there")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "S3 API Reference: PutPublicAccessBlock",
      onlyInAws: { none: "an empty second plan shows all of it" },
    },
    ...part,
    calls: [bucket, changes("bucket", "s3", "PutBucketPublicAccessBlock")],
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    emulated: {
      refuses: [carried("a bucket that is not there")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "S3 API Reference: PutBucketEncryption",
      onlyInAws: { none: "an empty second plan shows all of it" },
    },
    ...part,
    calls: [bucket, changes("bucket", "s3", "PutEncryptionConfiguration")],
  },
  aws_s3_bucket_versioning: {
    emulated: {
      refuses: [carried("a bucket that is not there")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "S3 API Reference: PutBucketVersioning",
      onlyInAws: { none: "an empty second plan shows all of it" },
    },
    ...part,
    calls: [bucket, changes("bucket", "s3", "PutBucketVersioning")],
  },
};
