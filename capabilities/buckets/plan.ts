import { refusedOnPlainHttp } from "../../model/iam-policy";
import { linkVariable } from "../../model/link-variable";
import type { CapabilityContext, CapabilityPlan, PlannedResource } from "../../model/plan/capability";
import { keyReference, type PlannedStatement } from "../../model/plan/planned-text";
import { environmentTag } from "../../model/tags";

export interface BucketsFacts {
  readonly buckets: Readonly<Record<string, { readonly keptVersionDays: number }>>;
}

export interface BucketPlan extends PlannedResource {
  readonly bucketName: string;
  readonly keptVersionDays: number;
}

export const bucketsCapability = {
  plan: planBuckets,
  variablesOf: (bucket: string) => [variableOf(bucket)],
  hasNames: true,
  canBeUsed: true,
  canBeConsumed: false,
  boundary: ownBuckets,
};

const variableOf = (bucket: string) => linkVariable(bucket, "BUCKET");
const keyActions = ["kms:Decrypt", "kms:GenerateDataKey"];
const objectActions = ["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"];

const privately = ["versions kept", "no public access", "no access lists", "for ever"];
const refused = [...objectActions, "s3:DeleteObjectVersion", "s3:GetObjectVersion", "s3:ListBucketVersions"];

function planBuckets({ buckets }: BucketsFacts, context: CapabilityContext): CapabilityPlan<BucketPlan> {
  const resources = Object.entries(buckets).map(([name, { keptVersionDays }]): BucketPlan => {
    const bucketName = `${context.namePrefix}-${name}-${context.accountId}`;
    const arn = `arn:aws:s3:::${bucketName}`;
    const statements = [
      { sid: "UseObjects", actions: objectActions, resources: [arn, `${arn}/*`] },
      {
        sid: "UseKeyOfObjects",
        actions: keyActions,
        resources: [keyReference(context.keyAlias)],
        conditions: { StringEquals: { "kms:ViaService": `s3.${context.region}.amazonaws.com` } },
      },
    ];
    return {
      name,
      bucketName,
      keptVersionDays,
      kept: [{ kind: "bucket", name: bucketName, facts: [`under ${context.keyAlias}`, ...privately] }],
      policies: [{ holder: `bucket ${bucketName}`, statements: [refusedOnPlainHttp(refused, [arn, `${arn}/*`])] }],
      uses: { variables: { [variableOf(name)]: bucketName }, statements, egress: [] },
    };
  });
  return {
    resources,
    arnSets: { bucket: { arns: [patternOf(context)] } },
    alarms: [],
    billed: resources.map(() => ({ stack: "base", type: "aws_s3_bucket", body: {} })),
  };
}

function patternOf({ namePrefix, accountId }: CapabilityContext): string {
  return `arn:aws:s3:::${namePrefix}-*-${accountId}`;
}

/** S3 knows no tags of buckets in conditions: the names tell whose they are. */
function ownBuckets(context: CapabilityContext): readonly PlannedStatement[] {
  const { environment, region, accountId } = context;
  const pattern = patternOf(context);
  return [
    { sid: "UseOwnBuckets", actions: objectActions, resources: [pattern, `${pattern}/*`] },
    {
      sid: "UseKeyOfOwnBuckets",
      actions: keyActions,
      resources: [`arn:aws:kms:${region}:${accountId}:key/*`],
      conditions: {
        StringEquals: {
          [`aws:ResourceTag/${environmentTag}`]: environment,
          "kms:ViaService": `s3.${region}.amazonaws.com`,
        },
      },
    },
  ];
}
