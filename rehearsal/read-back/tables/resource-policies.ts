import { type PolicyStatement, refusedOnPlainHttp } from "../../../model/iam-policy";
import type { ResourcePolicyPlan as ResourcePolicy } from "../../../model/plan/capability";
import type { EnvironmentPlan } from "../../../model/plan/environment-plan";
import { resourcesOf } from "../../../model/plan/service-links";

/** What the policies of the environment's own resources say, whoever asks. */
export function resourcePolicies(plan: EnvironmentPlan): readonly ResourcePolicy[] {
  return [
    keyPolicy(plan),
    topicPolicy(plan),
    ...resourcesOf(plan.capabilities).flatMap(({ policies }) => policies),
    ...(plan.loadBalancer === undefined ? [] : [logsPolicy(plan, plan.loadBalancer)]),
    ...plan.account.buckets.map(({ name, arn }) => ({ holder: `bucket ${name}`, statements: [overHttpsAlone(arn)] })),
  ];
}

function ofAccount({ accountId }: EnvironmentPlan["account"]): PolicyStatement["conditions"] {
  return { StringEquals: { "aws:SourceAccount": accountId } };
}

const notifiers = { service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] } as const;

function keyPolicy({ names, account, logGroups, stacks }: EnvironmentPlan): ResourcePolicy {
  const encrypt = ["kms:Decrypt", "kms:Encrypt"];
  return {
    holder: `key ${names.encryptionKeyAlias}`,
    statements: [
      {
        sid: "ByIam",
        principal: { awsAccountRoot: account.accountId },
        actions: [...encrypt, "kms:PutKeyPolicy"],
        resources: ["*"],
      },
      {
        sid: "ByItsStack",
        principal: { awsRole: account.arns.applyRole(stacks.base) },
        actions: ["kms:PutKeyPolicy"],
        resources: ["*"],
      },
      {
        sid: "Logs",
        principal: { service: `logs.${account.region}.amazonaws.com` },
        actions: encrypt,
        resources: ["*"],
        conditions: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroups.map(({ arn }) => arn) } },
      },
      { sid: "Notices", principal: notifiers, actions: encrypt, resources: ["*"], conditions: ofAccount(account) },
    ],
  };
}

function topicPolicy({ alerts, account }: EnvironmentPlan): ResourcePolicy {
  const publish = { principal: notifiers, actions: ["sns:Publish"], resources: [alerts.topicArn] };
  return {
    holder: `topic ${alerts.topic}`,
    statements: [{ sid: "Publish", ...publish, conditions: ofAccount(account) }],
  };
}

/** Load balancers of the account alone write, and nobody reads or writes over plain HTTP. */
function logsPolicy(
  { account }: EnvironmentPlan,
  { logsBucket }: NonNullable<EnvironmentPlan["loadBalancer"]>,
): ResourcePolicy {
  const arn = `arn:aws:s3:::${logsBucket}`;
  return {
    holder: `bucket ${logsBucket}`,
    statements: [
      {
        sid: "Write",
        principal: { service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        actions: ["s3:PutObject"],
        resources: [`${arn}/AWSLogs/${account.accountId}/*`],
      },
      overHttpsAlone(arn),
    ],
  };
}

function overHttpsAlone(bucketArn: string): PolicyStatement {
  return refusedOnPlainHttp(
    [
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:PutObject",
    ],
    [bucketArn, `${bucketArn}/*`],
  );
}
