import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { fileSystemEncryption } from "../../model/aws-types/efs";
import { keyAdministration } from "../../model/aws-types/kms";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";

export interface EnvironmentKeyProps {
  readonly alias: string;
  readonly description: string;
  readonly accountId: string;
  /** Role that makes and changes the key. AWS refuses a policy that names a role that does not exist. */
  readonly administratorArn: string;
  readonly region: string;
  /** Log groups that may be encrypted under the key. */
  readonly logGroupArns: readonly string[];
  /** Whether its own stack may have EFS encrypt file systems under it. */
  readonly encryptsFileSystems: boolean;
}

/** AWS keeps a deleted key for 7 to 30 days; the shortest wait still leaves a week to notice a mistake. */
const deletionWindowDays = 7;

/**
 * The environment's own key for logs, secrets and notifications: about 1 USD a month.
 * Stateful: what it encrypted cannot be read without it.
 */
export class EnvironmentKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EnvironmentKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "key", {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: deletionWindowDays,
      policy: policyDocument([
        administration(props.accountId),
        {
          sid: "OwnStackChangesIt",
          principal: { awsRole: props.administratorArn },
          actions: keyAdministration.actions,
          resources: ["*"],
        },
        ...logsUse(props.region, props.logGroupArns),
        notificationsUse(props.accountId),
        ...(props.encryptsFileSystems ? [fileSystemsUse(props)] : []),
      ]),
    });
    new KmsAlias(this, "alias", { name: props.alias, targetKeyId: key.id });
    this.arn = key.arn;
  }
}

/** Named actions rather than `kms:*`: the account's IAM policies decide who may use which of them. */
function administration(accountId: string): PolicyStatement {
  const actions = [
    "CancelKeyDeletion",
    "CreateAlias",
    "CreateGrant",
    "Decrypt",
    "DeleteAlias",
    "DescribeKey",
    "DisableKey",
    "EnableKey",
    "EnableKeyRotation",
    "Encrypt",
    "GenerateDataKey",
    "GetKeyPolicy",
    "GetKeyRotationStatus",
    "ListGrants",
    "ListKeyPolicies",
    "ListResourceTags",
    "PutKeyPolicy",
    "RevokeGrant",
    "ScheduleKeyDeletion",
    "TagResource",
    "UntagResource",
    "UpdateAlias",
    "UpdateKeyDescription",
  ];
  return {
    sid: "AccountDecidesByIam",
    principal: { awsAccountRoot: accountId },
    actions: actions.map((action) => `kms:${action}`),
    resources: ["*"],
  };
}

/** Nothing without log groups: a condition that names none would be refused. */
function logsUse(region: string, logGroupArns: readonly string[]): readonly PolicyStatement[] {
  if (logGroupArns.length === 0) return [];
  return [
    {
      sid: "EncryptOwnLogGroups",
      principal: { service: `logs.${region}.amazonaws.com` },
      actions: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      resources: ["*"],
      conditions: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroupArns } },
    },
  ];
}

/** EFS asks in the name of who makes a file system, and then goes on by a grant. */
function fileSystemsUse({ administratorArn, region }: EnvironmentKeyProps): PolicyStatement {
  return {
    sid: "EncryptOwnFileSystems",
    principal: { awsRole: administratorArn },
    actions: fileSystemEncryption.actions,
    resources: ["*"],
    conditions: { StringEquals: { "kms:ViaService": `elasticfilesystem.${region}.amazonaws.com` } },
  };
}

function notificationsUse(accountId: string): PolicyStatement {
  return {
    sid: "PublishEncryptedNotifications",
    principal: { service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}
