import { logGroupArn, policyArn, roleArn } from "../arn";
import { identityProviderArn } from "../delivery/account-arn-sets";
import type { AccountPlan } from "./account-plan";
import { keyReference, referenceText, secretReference } from "./planned-text";

/** What an attribute will be, or what the plan writes for what AWS makes up; by type and attribute. */
export const knownAttributes: Readonly<
  Record<string, (account: AccountPlan, body: Record<"name" | "url", string>) => string>
> = {
  "aws_cloudwatch_log_group.arn": (account, { name }) => logGroupArn(account, name),
  ...Object.fromEntries(
    ["aws_efs_access_point", "aws_efs_file_system"].map((type) => [
      `${type}.arn`,
      (_: AccountPlan, { name }: Record<"name" | "url", string>) =>
        referenceText({ stack: "base", type, key: name, attribute: "arn" }),
    ]),
  ),
  "aws_iam_openid_connect_provider.arn": ({ accountId }, { url }) =>
    identityProviderArn(accountId, url.replace("https://", "")),
  "aws_iam_policy.arn": (account, { name }) => policyArn(account, name),
  "aws_iam_role.arn": (account, { name }) => roleArn(account, name),
  "aws_iam_role.id": (_, { name }) => name,
  "aws_iam_role.name": (_, { name }) => name,
  "aws_kms_alias.target_key_arn": (_, { name }) => referenceText(keyReference(name)),
  "aws_secretsmanager_secret.arn": (_, { name }) => referenceText(secretReference(name)),
};
