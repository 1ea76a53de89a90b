import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { loadBalancerArnPattern } from "../../model/arn";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { permissionSentences, permissions } from "./policy";
import { sentences } from "./sentence";

type BucketFacts = {
  readonly "public access lists blocked": boolean;
  readonly "public policies blocked": boolean;
  readonly "public access lists ignored": boolean;
  readonly "public buckets restricted": boolean;
  readonly encryption: readonly string[];
  readonly versioning: string;
  readonly ownership: readonly string[];
};

/** Buckets of the account, with who may do what in each. */
export const buckets: Area = { subject: "buckets", expected: expectedBuckets, found: foundBuckets };

/** Of all that plain HTTP is refused for, what a reader or a writer needs. */
const refusedOnPlainHttp = ["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"];

function expectedBuckets({ names, environment: { account } }: Intent): readonly string[] {
  const name = names.loadBalancerLogsBucket;
  const arn = `arn:aws:s3:::${name}`;
  const policy: readonly PolicyStatement[] = [
    {
      sid: "WriteAccessLogs",
      principal: { service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      actions: ["s3:PutObject"],
      resources: [`${arn}/AWSLogs/${account.accountId}/*`],
      conditions: { ArnLike: { "aws:SourceArn": loadBalancerArnPattern(account, names.loadBalancer) } },
    },
    {
      sid: "RefusePlaintext",
      effect: "Deny",
      principal: "everyone",
      actions: refusedOnPlainHttp,
      resources: [arn, `${arn}/*`],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
  return bucketSentences(
    name,
    {
      "public access lists blocked": true,
      "public policies blocked": true,
      "public access lists ignored": true,
      "public buckets restricted": true,
      encryption: ["AES256"],
      versioning: "Enabled",
      ownership: ["BucketOwnerEnforced"],
    },
    policyDocument(policy),
  );
}

async function foundBuckets({ clients: { s3 } }: Reading): Promise<readonly string[]> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const found = await Promise.all(Buckets.map(({ Name = "unnamed" }) => bucketFindings(s3, Name)));
  return found.flat();
}

async function bucketFindings(s3: S3Client, Bucket: string): Promise<readonly string[]> {
  const access = await s3.send(new GetPublicAccessBlockCommand({ Bucket })).catch(notSet);
  const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket })).catch(notSet);
  const versioning = await s3.send(new GetBucketVersioningCommand({ Bucket }));
  const ownership = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket })).catch(notSet);
  const policy = await s3.send(new GetBucketPolicyCommand({ Bucket })).catch(notSet);
  const blocked = access?.PublicAccessBlockConfiguration;
  return bucketSentences(
    Bucket,
    {
      "public access lists blocked": blocked?.BlockPublicAcls ?? false,
      "public policies blocked": blocked?.BlockPublicPolicy ?? false,
      "public access lists ignored": blocked?.IgnorePublicAcls ?? false,
      "public buckets restricted": blocked?.RestrictPublicBuckets ?? false,
      encryption: (encryption?.ServerSideEncryptionConfiguration?.Rules ?? []).map(
        (rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? "none",
      ),
      versioning: versioning.Status ?? "off",
      ownership: (ownership?.OwnershipControls?.Rules ?? []).map(({ ObjectOwnership }) => ObjectOwnership ?? "none"),
    },
    policy?.Policy ?? policyDocument([]),
  );
}

/** S3 answers with an error, such as NoSuchBucketPolicy, where a bucket has no such setting. */
function notSet(error: unknown): undefined {
  if (error instanceof S3ServiceException && /^NoSuch|NotFound/.test(error.name)) return undefined;
  throw error;
}

function bucketSentences(name: string, facts: BucketFacts, policy: string): readonly string[] {
  const granted = permissions(policy, (arn) => arn).filter(
    ({ verb, action }) => verb === "may" || refusedOnPlainHttp.includes(action),
  );
  return [...sentences(`bucket ${name}`, facts), ...permissionSentences(`bucket ${name}`, granted)];
}
