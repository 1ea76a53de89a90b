import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { environmentOf, type Owned } from "./owned";
import { answerOrNothing } from "./settings";

export interface Bucket extends Owned {
  readonly encryption: string;
  /** Where it is under a key of KMS. */
  readonly keyId: string | undefined;
  readonly keepsVersions: boolean;
  readonly blocksPublicAccess: boolean;
  /** Whether access lists of single objects count for nothing. */
  readonly ignoresAccessLists: boolean;
  /** Days after which its objects go; without one they stay. */
  readonly expirationDays: number | undefined;
  readonly policy: string | undefined;
}

export async function readBuckets(client: S3Client): Promise<readonly Bucket[]> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  return Promise.all(Buckets.map(({ Name = "" }) => readBucket(client, Name)));
}

async function readBucket(client: S3Client, Bucket: string): Promise<Bucket> {
  const [tags, access, encryption, versioning, ownership, lifecycle, policy] = await Promise.all([
    answerOrNothing(client.send(new GetBucketTaggingCommand({ Bucket }))),
    answerOrNothing(client.send(new GetPublicAccessBlockCommand({ Bucket }))),
    answerOrNothing(client.send(new GetBucketEncryptionCommand({ Bucket }))),
    client.send(new GetBucketVersioningCommand({ Bucket })),
    answerOrNothing(client.send(new GetBucketOwnershipControlsCommand({ Bucket }))),
    answerOrNothing(client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))),
    answerOrNothing(client.send(new GetBucketPolicyCommand({ Bucket }))),
  ]);
  const byDefault = encryption?.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
  const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } =
    access?.PublicAccessBlockConfiguration ?? {};
  return {
    name: Bucket,
    environment: environmentOf(tags?.TagSet),
    encryption: byDefault?.SSEAlgorithm ?? "none",
    keyId: byDefault?.KMSMasterKeyID,
    keepsVersions: versioning.Status === "Enabled",
    blocksPublicAccess: [BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets].every(
      (isOn) => isOn === true,
    ),
    ignoresAccessLists: ownership?.OwnershipControls?.Rules?.[0]?.ObjectOwnership === "BucketOwnerEnforced",
    expirationDays: lifecycle?.Rules?.find(({ Status, Expiration }) => Status === "Enabled" && Expiration?.Days)
      ?.Expiration?.Days,
    policy: policy?.Policy,
  };
}
