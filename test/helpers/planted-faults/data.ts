import { added, type PlantedFault, set, statement } from "./planting";

const own = (rule: string) => ({ scanner: "slipway" as const, rule });
const tfsec = (rule: string) => ({ scanner: "tfsec" as const, rule });

export const dataFaults: readonly PlantedFault[] = [
  {
    title: "a bucket whose policies may make it public",
    stack: "staging-base",
    plant: set("aws_s3_bucket_public_access_block", "", { block_public_policy: false }),
    foundBy: tfsec("aws-s3-block-public-policy"),
  },
  {
    title: "a bucket with the public access block of another one",
    stack: "staging-base",
    plant: set("aws_s3_bucket_public_access_block", "", { bucket: "another-bucket" }),
    foundBy: own("bucket-public-access-block"),
  },
  {
    title: "a bucket that everybody may write to",
    stack: "staging-base",
    plant: statement("aws_s3_bucket_policy", "", "policy", { Principal: "*" }),
    foundBy: own("any-principal"),
  },
  {
    title: "a bucket that answers on plain HTTP",
    stack: "staging-base",
    plant: set("aws_s3_bucket_policy", "", { policy: '{"Version":"2012-10-17","Statement":[]}' }),
    foundBy: own("bucket-tls-only"),
  },
  {
    title: "a file system that anybody near it may mount",
    stack: "staging-base",
    plant: added("aws_efs_file_system", { creation_token: "planted", encrypted: true }),
    foundBy: own("file-system-mounts"),
  },
  {
    title: "an unencrypted topic",
    stack: "staging-base",
    plant: set("aws_sns_topic", "", { kms_master_key_id: null }),
    foundBy: tfsec("aws-sns-enable-topic-encryption"),
  },
  {
    title: "a log group under no key of ours",
    stack: "staging-base",
    plant: set("aws_cloudwatch_log_group", "agent", { kms_key_id: null }),
    foundBy: tfsec("aws-cloudwatch-log-group-customer-key"),
  },
  {
    title: "a log group without a retention",
    stack: "staging-base",
    plant: set("aws_cloudwatch_log_group", "agent", { retention_in_days: null }),
    foundBy: own("argument-as-meant"),
  },
  {
    title: "a key that is never rotated",
    stack: "staging-base",
    plant: set("aws_kms_key", "", { enable_key_rotation: false }),
    foundBy: tfsec("aws-kms-auto-rotate-keys"),
  },
  {
    title: "a secret under no key of ours",
    stack: "staging-base",
    plant: set("aws_secretsmanager_secret", "secret-payment", { kms_key_id: null }),
    foundBy: tfsec("aws-ssm-secret-use-customer-key"),
  },
  {
    title: "the value of a secret",
    stack: "staging-base",
    plant: added("aws_secretsmanager_secret_version", {
      secret_id: "shop-staging/payment-api-key",
      secret_string: "unset",
    }),
    foundBy: own("secret-value-in-state"),
  },
  {
    title: "a credential in a tag",
    stack: "staging-base",
    plant: set("aws_vpc", "", { tags: { Note: `AKIA${"IOSFODNN7EXAMPLE"}` } }),
    foundBy: own("literal-credential"),
  },
  {
    title: "mutable image tags",
    stack: "account-shop",
    plant: set("aws_ecr_repository", "", { image_tag_mutability: "MUTABLE" }),
    foundBy: tfsec("aws-ecr-enforce-immutable-repository"),
  },
  {
    title: "images that are not scanned",
    stack: "account-shop",
    plant: set("aws_ecr_repository", "", { image_scanning_configuration: { scan_on_push: false } }),
    foundBy: tfsec("aws-ecr-enable-image-scans"),
  },
  {
    title: "a key that Terraform may destroy",
    stack: "staging-base",
    plant: set("aws_kms_key", "", { lifecycle: null }),
    foundBy: own("data-protected"),
  },
  {
    title: "a topic that another account may publish to",
    stack: "staging-base",
    plant: statement("aws_sns_topic_policy", "", "policy", {
      Principal: { AWS: "arn:aws:iam::999999999999:root" },
    }),
    foundBy: own("resource-policy-principals"),
  },
  {
    title: "access logs that are gone after a day",
    stack: "staging-base",
    plant: set("aws_s3_bucket_lifecycle_configuration", "", {
      rule: [{ id: "expire-logs", status: "Enabled", expiration: [{ days: 1 }] }],
    }),
    foundBy: own("bucket-kept-as-planned"),
  },
  {
    title: "a queue that answers on plain HTTP",
    stack: "staging-base",
    plant: added("aws_sqs_queue", { name: "shop-staging-planted" }),
    foundBy: own("queue-tls-only"),
  },
  {
    title: "a file system that is mounted by anybody",
    stack: "staging-base",
    plant: added("aws_efs_file_system", { creation_token: "shop-staging/planted" }),
    foundBy: own("file-system-mounts"),
  },
  {
    title: "a repository that expires what was released",
    stack: "account-shop",
    plant: set("aws_ecr_lifecycle_policy", "", { policy: '{"rules":[]}' }),
    foundBy: own("released-images-kept"),
  },
  {
    title: "an alarm that rings too late",
    stack: "staging",
    plant: set("aws_cloudwatch_metric_alarm", "agent-alarms_unhealthy", { threshold: 1000 }),
    foundBy: own("alarm-as-planned"),
  },
];
