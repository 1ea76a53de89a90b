/**
 * Condition keys whose value the rehearsal can tell for each call, so that a policy is judged by what AWS would know; names are
 * the same in upper and lower case. A key ends in `/` where a tag's key follows.
 */
export const knownKeys: readonly string[] = [
  // IAM User Guide, "AWS global condition context keys".
  "aws:PrincipalTag/",
  "aws:RequestedRegion",
  "aws:RequestTag/",
  "aws:ResourceTag/",
  // Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2".
  "ec2:CreateAction",
  // Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container Service".
  "ecs:cluster",
  "ecs:CreateAction",
  // IAM User Guide, "IAM and AWS STS condition context keys".
  "iam:PassedToService",
  "iam:PermissionsBoundary",
  // AWS KMS Developer Guide, "AWS KMS condition keys".
  "kms:EncryptionContext:SecretVersionId",
  "kms:ViaService",
  // Route 53 Developer Guide, "Using IAM policy conditions for fine-grained access control".
  "route53:ChangeResourceRecordSetsNormalizedRecordNames",
];

const names = new Map(knownKeys.map((key) => [key.toLowerCase(), key]));

/** A key as it is listed here: without the tag's key. */
export function conditionKeyName(key: string): string {
  return names.get(key.toLowerCase().replace(/\/.*/, "/")) ?? key;
}

/** @throws RangeError for a key that nobody tells, as the condition on it would hold or fail whatever the call is */
export function assertKnownKey(key: string): void {
  if (names.has(conditionKeyName(key).toLowerCase())) return;
  throw new RangeError(
    `the condition key ${key} is not known; let the emulator tell it and add it to model/authorization/condition-keys.ts`,
  );
}
