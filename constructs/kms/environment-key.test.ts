import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { statementsOf } from "../../test/helpers/policies";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { EnvironmentKey, type EnvironmentKeyProps } from "./environment-key";

const aKey = (overrides: Partial<EnvironmentKeyProps> = {}): EnvironmentKeyProps => ({
  alias: "alias/shop-staging",
  description: "Logs, secrets and notifications of staging",
  accountId: "123456789012",
  administratorArn: "arn:aws:iam::123456789012:role/slipway-shop-staging-base-apply",
  region: "us-east-1",
  encryptsFileSystems: false,
  logGroupArns: [
    "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/shop-staging/agent",
    "arn:aws:logs:us-east-1:123456789012:log-group:/vpc/shop-staging/flow-logs",
  ],
  ...overrides,
});

const template = synthesize((scope) => {
  const { arn } = new EnvironmentKey(scope, "key", aKey());
  new TerraformOutput(scope, "key-arn", { value: arn });
});

const statements = statementsOf(template.resource("aws_kms_key").policy);
const statement = (sid: string) => statements.filter(({ Sid }) => Sid === sid);

test("is one rotated key with an alias, and a week to notice a deletion", () => {
  const { policy, ...key } = template.resource("aws_kms_key");
  expect(template.addresses()).toEqual(["aws_kms_alias.key_alias_9418169B", "aws_kms_key.key_F64E54E4"]);
  expect(key).toEqual({
    description: "Logs, secrets and notifications of staging",
    enable_key_rotation: true,
    deletion_window_in_days: 7,
  });
  expect(template.resource("aws_kms_alias")).toEqual({
    name: "alias/shop-staging",
    target_key_id: reference(template, "aws_kms_key", "id"),
  });
});

test("has four statements, each for principals that are named", () => {
  expect(statements.map(({ Sid, Effect, Principal }) => [Sid, Effect, Principal])).toEqual([
    ["AccountDecidesByIam", "Allow", { AWS: "arn:aws:iam::123456789012:root" }],
    ["OwnStackChangesIt", "Allow", { AWS: "arn:aws:iam::123456789012:role/slipway-shop-staging-base-apply" }],
    ["EncryptOwnLogGroups", "Allow", { Service: "logs.us-east-1.amazonaws.com" }],
    ["PublishEncryptedNotifications", "Allow", { Service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] }],
  ]);
});

test("lets the account's IAM policies decide, on named actions alone", () => {
  const forTerraform = [
    "kms:CreateAlias",
    "kms:DeleteAlias",
    "kms:DescribeKey",
    "kms:EnableKeyRotation",
    "kms:GetKeyPolicy",
    "kms:GetKeyRotationStatus",
    "kms:ListResourceTags",
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
    "kms:TagResource",
    "kms:UntagResource",
    "kms:UpdateAlias",
    "kms:UpdateKeyDescription",
  ];
  const forSecretsAndTasks = ["kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"];
  const forPeople = [
    "kms:CancelKeyDeletion",
    "kms:DisableKey",
    "kms:EnableKey",
    "kms:ListGrants",
    "kms:ListKeyPolicies",
    "kms:RevokeGrant",
  ];
  const [administration] = statement("AccountDecidesByIam");
  expect(administration).toEqual({
    Sid: "AccountDecidesByIam",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::123456789012:root" },
    Action: [...forTerraform, ...forSecretsAndTasks, ...forPeople].sort(),
    Resource: ["*"],
  });
});

test("lets CloudWatch Logs of this region use the key for the named log groups alone", () => {
  expect(statement("EncryptOwnLogGroups")).toEqual([
    {
      Sid: "EncryptOwnLogGroups",
      Effect: "Allow",
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
      Action: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      Resource: ["*"],
      Condition: {
        ArnEquals: {
          "kms:EncryptionContext:aws:logs:arn": [
            "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/shop-staging/agent",
            "arn:aws:logs:us-east-1:123456789012:log-group:/vpc/shop-staging/flow-logs",
          ],
        },
      },
    },
  ]);
});

test("lets alarms and budgets of this account alone publish under the key", () => {
  expect(statement("PublishEncryptedNotifications")).toEqual([
    {
      Sid: "PublishEncryptedNotifications",
      Effect: "Allow",
      Principal: { Service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: ["*"],
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    },
  ]);
});

test("has no statement for log groups where there are none, since AWS refuses a condition without values", () => {
  const withoutLogs = synthesize((scope) => {
    new EnvironmentKey(scope, "key", aKey({ logGroupArns: [] }));
  });
  expect(statementsOf(withoutLogs.resource("aws_kms_key").policy)).toEqual([
    ...statement("AccountDecidesByIam"),
    ...statement("OwnStackChangesIt"),
    ...statement("PublishEncryptedNotifications"),
  ]);
});

test("lets its own stack have EFS encrypt file systems, where there are volumes", () => {
  const withVolumes = synthesize((scope) => {
    new EnvironmentKey(scope, "key", aKey({ encryptsFileSystems: true }));
  });
  const { administratorArn } = aKey();
  expect(statementsOf(withVolumes.resource("aws_kms_key").policy).at(-1)).toEqual({
    Sid: "EncryptOwnFileSystems",
    Effect: "Allow",
    Principal: { AWS: administratorArn },
    Action: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"],
    Resource: ["*"],
    Condition: { StringEquals: { "kms:ViaService": "elasticfilesystem.us-east-1.amazonaws.com" } },
  });
});

test("follows the account's region", () => {
  const logGroupArns = ["arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/shop-staging/agent"];
  const elsewhere = synthesize((scope) => {
    new EnvironmentKey(scope, "key", aKey({ region: "eu-central-1", logGroupArns }));
  });
  expect(elsewhere.resource("aws_kms_key").policy).toContain("logs.eu-central-1.amazonaws.com");
  expect(elsewhere.json).not.toContain("logs.us-east-1");
});

test("hands on its ARN as a reference", () => {
  expect(template.outputs()["key-arn"]).toEqual({ value: reference(template, "aws_kms_key", "arn") });
});
