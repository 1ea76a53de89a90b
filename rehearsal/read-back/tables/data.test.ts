import { S3ServiceException } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { lifecycleSelections } from "../../../model/image-lifecycle";
import type { Answers } from "../../../test/helpers/answering";
import {
  anAccount as accountSettings,
  anEnvironment,
  aService,
  clientCertificates,
} from "../../../test/helpers/environments";
import { compared } from "../testing/compared";
import { data } from "./data";

const key = "arn:aws:kms:us-east-1:123456789012:key/key-1";
const digest = `sha256:${"a".repeat(64)}`;
const lifecycle = (kept: readonly unknown[]) => ({ lifecyclePolicyText: JSON.stringify({ rules: kept }) });
const rules = lifecycleSelections({ keptImages: 50, keptUntaggedDays: 14 }).map((selection, index) => ({
  rulePriority: index + 1,
  selection,
}));
const [, versions, untagged, newest] = rules;
const allOn = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };

function refuse(name: string) {
  return (): object => {
    throw new S3ServiceException({ name, $fault: "client", $metadata: {} });
  };
}

/** An account whose data are kept as promised. */
function anAccount(overrides: Answers = {}): Answers {
  return {
    ListAliases: {
      Aliases: [{ AliasName: "alias/shop-staging", TargetKeyId: "key-1" }, { AliasName: "alias/aws/s3" }],
    },
    GetKeyRotationStatus: { KeyRotationEnabled: true },
    GetKeyPolicy: {},
    ListResourceTags: {},
    DescribeLogGroups: {
      logGroups: [
        { logGroupName: "/ecs/shop-staging/agent", kmsKeyId: key, retentionInDays: 30 },
        { logGroupName: "/vpc/shop-staging/flow-logs", kmsKeyId: key, retentionInDays: 14 },
      ],
    },
    ListSecrets: { SecretList: [{ ARN: "secret", Name: "shop-staging/gemini-api-key", KmsKeyId: key }] },
    ListSecretVersionIds: { Versions: [{ VersionId: "first", VersionStages: ["AWSCURRENT"] }] },
    GetResourcePolicy: {},
    ListTopics: { Topics: [{ TopicArn: "arn:aws:sns:us-east-1:123456789012:shop-staging-alerts" }] },
    GetTopicAttributes: { Attributes: { KmsMasterKeyId: "key-1" } },
    ListSubscriptionsByTopic: {},
    ListBuckets: { Buckets: [{ Name: "shop-staging-alb-logs-123456789012" }] },
    GetBucketTagging: refuse("NoSuchTagSet"),
    GetPublicAccessBlock: { PublicAccessBlockConfiguration: allOn },
    GetBucketEncryption: {
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    },
    GetBucketVersioning: { Status: "Enabled" },
    GetBucketOwnershipControls: { OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] } },
    GetBucketLifecycleConfiguration: { Rules: [{ Status: "Enabled", Expiration: { Days: 90 } }] },
    GetBucketPolicy: {},
    DescribeParameters: { Parameters: [{ Name: "/shop-staging/image-digests/agent", Type: "String" }] },
    GetParameter: { Parameter: { Value: digest } },
    DescribeRepositories: {
      repositories: [
        {
          repositoryName: "shop-agent",
          imageTagMutability: "IMMUTABLE",
          imageScanningConfiguration: { scanOnPush: true },
          encryptionConfiguration: { encryptionType: "AES256" },
        },
      ],
    },
    GetLifecyclePolicy: lifecycle(rules.toReversed()),
    ListQueues: {},
    ...overrides,
  };
}

const environment = anEnvironment({
  services: { agent: aService({ secrets: { GEMINI_API_KEY: "gemini-api-key" } }) },
});

async function unexpected(overrides: Answers): Promise<readonly string[]> {
  return (await compared(data, environment, anAccount(overrides))).unexpected;
}

test("data are kept as promised", async () => {
  expect(await compared(data, environment, anAccount())).toMatchObject({
    rows: [
      "bucket shop-staging-alb-logs-123456789012: AES256, versions kept, no public access, no access lists, 90 days",
      "key alias/shop-staging: rotated every year",
      "log group /ecs/shop-staging/agent: under alias/shop-staging, 30 days",
      "log group /vpc/shop-staging/flow-logs: under alias/shop-staging, 14 days",
      "parameter /shop-staging/image-digests/agent: an image digest",
      "repository shop-agent: AES256, tags stay, scanned on push, 1000000 images of released-*, 50 images of v*, 14 days of untagged, 50 images of any",
      "secret shop-staging/gemini-api-key: under alias/shop-staging, with a value",
      "topic shop-staging-alerts: under alias/shop-staging",
    ],
    lacking: [],
    unexpected: [],
  });
});

test("buckets of the account are kept under Amazon's key, beside the environment's", async () => {
  const account = accountSettings({ buckets: { artifacts: { keptVersionDays: 7 } } });
  expect((await compared(data, anEnvironment({}, account), anAccount())).lacking).toContain(
    "bucket slipway-shop-artifacts-123456789012: AES256, versions kept, no public access, no access lists, for ever",
  );
});

describe("kept otherwise", () => {
  test.each<[string, Answers, string]>([
    ["a key", { GetKeyRotationStatus: { KeyRotationEnabled: false } }, "key alias/shop-staging: never rotated"],
    [
      "a log group",
      { DescribeLogGroups: { logGroups: [{ logGroupName: "x" }] } },
      "log group x: under AWS's own key, for ever",
    ],
    [
      "a secret",
      {
        ListSecrets: { SecretList: [{ Name: "x", RotationEnabled: true }] },
        ListSecretVersionIds: { Versions: [{ VersionStages: ["AWSCURRENT"] }] },
      },
      "secret x: under AWS's own key, with a value, rotated",
    ],
    ["a topic", { GetTopicAttributes: {} }, "topic shop-staging-alerts: under AWS's own key"],
    [
      "a parameter",
      {
        DescribeParameters: { Parameters: [{ Name: "x", Type: "SecureString" }] },
        GetParameter: { Parameter: { Value: "latest" } },
      },
      "parameter x: SecureString, no image digest",
    ],
    [
      "a parameter with a certificate",
      {
        DescribeParameters: { Parameters: [{ Name: "x", Type: "String" }] },
        GetParameter: { Parameter: { Value: "arn:aws:acm:us-east-1:123456789012:certificate/kept" } },
      },
      "parameter x: a certificate",
    ],
    [
      "a repository",
      { DescribeRepositories: { repositories: [{ repositoryName: "x" }] }, GetLifecyclePolicy: {} },
      "repository x: none, tags can be moved, not scanned, all images",
    ],
    [
      "what was released",
      { GetLifecyclePolicy: lifecycle([versions, untagged, newest]) },
      "repository shop-agent: AES256, tags stay, scanned on push, 50 images of v*, 14 days of untagged, 50 images of any",
    ],
  ])("%s is a difference", async (_what, overrides, row) => {
    expect(await unexpected(overrides)).toContain(row);
  });

  test("a bucket of which S3 knows no setting is open", async () => {
    const bare = {
      ListBuckets: { Buckets: [{ Name: "stranger" }] },
      GetPublicAccessBlock: refuse("NoSuchPublicAccessBlockConfiguration"),
      GetBucketEncryption: refuse("ServerSideEncryptionConfigurationNotFoundError"),
      GetBucketVersioning: {},
      GetBucketOwnershipControls: refuse("OwnershipControlsNotFoundError"),
      GetBucketLifecycleConfiguration: refuse("NoSuchLifecycleConfiguration"),
      GetBucketPolicy: refuse("NoSuchBucketPolicy"),
    };
    expect(await unexpected(bare)).toEqual([
      "bucket stranger: none, no versions, public access possible, access lists count, for ever",
    ]);
  });

  test("a bucket of certificate authorities is kept by somebody else", async () => {
    const { caBundle } = clientCertificates.mutualTls;
    const called = anEnvironment({ services: { agent: aService({ agentToAgent: clientCertificates }) } });
    const buckets = { ListBuckets: { Buckets: [{ Name: caBundle.bucket }, { Name: "stranger" }] } };
    const { unexpected } = await compared(data, called, anAccount(buckets));
    expect(unexpected.filter((row) => row.startsWith("bucket"))).toEqual([expect.stringMatching(/^bucket stranger:/)]);
  });

  test("a bucket cannot be judged where S3 refuses to answer", async () => {
    await expect(unexpected({ GetBucketPolicy: refuse("AccessDenied") })).rejects.toThrow(S3ServiceException);
  });
});

test("queues and their dead letters are encrypted and kept for as long as promised", async () => {
  const withQueue = anEnvironment({
    services: { agent: aService({ secrets: { GEMINI_API_KEY: "gemini-api-key" } }) },
    queues: { tasks: { longestTaskSeconds: 60 } },
  });
  const attributes = (name: string, MessageRetentionPeriod: string, further = {}) => ({
    QueueArn: `arn:aws:sqs:us-east-1:123456789012:${name}`,
    SqsManagedSseEnabled: "true",
    MessageRetentionPeriod,
    ...further,
  });
  const queues = (further: object) => ({
    ListQueues: { QueueUrls: ["tasks", "tasks-dead-letters"] },
    ListQueueTags: {},
    GetQueueAttributes: (input: object) => ({
      Attributes:
        Reflect.get(input, "QueueUrl") === "tasks"
          ? attributes("shop-staging-tasks", "345600", further)
          : attributes("shop-staging-tasks-dead-letters", "1209600"),
    }),
  });
  const kept = await compared(data, withQueue, anAccount(queues({})));
  expect([kept.lacking, kept.unexpected]).toEqual([[], []]);
  const open = await compared(data, withQueue, anAccount(queues({ SqsManagedSseEnabled: "false" })));
  expect(open.unexpected).toEqual(["queue shop-staging-tasks: not encrypted, 4 days"]);
});
