import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anEnvironment } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { resourcePolicyPrincipals as rule } from "./resource-policy-principals";

const plans = [planEnvironment(anEnvironment())];
const stranger = "arn:aws:iam::999999999999:root";

function topic(statement: JsonObject) {
  const policy = policyText({ Action: "sns:Publish", Resource: "*", ...statement });
  return faults(rule, { aws_sns_topic_policy: { alerts: { policy } } }, {}, plans);
}

const alarms = { Service: "cloudwatch.amazonaws.com" };

test.each<JsonObject>([
  { Principal: { AWS: "arn:aws:iam::123456789012:root" } },
  { Principal: { AWS: ["123456789012", "${aws_iam_role.publisher.arn}"] } },
  { Principal: alarms, Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } },
  { Principal: alarms, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:*" } } },
  { Principal: alarms, Resource: "arn:aws:s3:::logs/AWSLogs/123456789012/*" },
  { Principal: { AWS: stranger }, Effect: "Deny" },
])("passes %j", (statement) => {
  expect(topic(statement)).toEqual([]);
});

test.each<JsonObject>([
  { Principal: { AWS: stranger } },
  { Principal: { AWS: ["arn:aws:iam::123456789012:root", "999999999999"] } },
  { Principal: { Federated: "accounts.google.com" } },
  { Principal: alarms },
  { Principal: alarms, Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } } },
  { Principal: alarms, Condition: { StringEquals: { "aws:SourceAccount": ["123456789012", "999999999999"] } } },
  { Principal: alarms, Condition: { StringLike: { "aws:SourceAccount": "*" } } },
  { Principal: alarms, Condition: { StringNotEquals: { "aws:SourceAccount": "123456789012" } } },
  { Principal: alarms, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:*:*" } } },
])("reports %j", (statement) => {
  expect(topic(statement)).toHaveLength(1);
});

test("says who is let in", () => {
  expect(topic({ Principal: { AWS: stranger } })).toEqual([
    `aws_sns_topic_policy.alerts: the policy allows sns:Publish to ${stranger}`,
  ]);
  expect(topic({ Principal: alarms })).toEqual([
    "aws_sns_topic_policy.alerts: the policy allows sns:Publish to cloudwatch.amazonaws.com on behalf of any account",
  ]);
});

test("reports a policy without a statement", () => {
  const empty = { aws_sns_topic_policy: { alerts: { policy: '{"Version":"2012-10-17","Statement":[]}' } } };
  expect(faults(rule, empty, {}, plans)).toEqual(["aws_sns_topic_policy.alerts: there is no statement in its policy"]);
});

describe("a key", () => {
  const administration = {
    Principal: { AWS: "arn:aws:iam::123456789012:root" },
    Action: ["kms:Decrypt", "kms:PutKeyPolicy"],
    Resource: "*",
  };
  const key = (statement: JsonObject) =>
    faults(rule, { aws_kms_key: { own: { policy: policyText(statement) } } }, {}, plans);

  test("passes where the account itself decides", () => {
    expect(key(administration)).toEqual([]);
  });

  test.each<JsonObject>([
    { ...administration, Action: ["kms:Decrypt"] },
    { ...administration, Principal: { AWS: "arn:aws:iam::123456789012:role/apply" } },
    { ...administration, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
  ])("is reported with %j only", (statement) => {
    expect(key(statement)).toEqual([
      "aws_kms_key.own: once the roles that its policy names are gone, nobody may change the key",
    ]);
  });

  test("encrypts the log groups of the plan alone", () => {
    const logs = (arn: string) => ({
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
      Action: "kms:Encrypt",
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": arn } },
    });
    const own = plans[0]?.logGroups[0]?.arn ?? "";
    const strange = "arn:aws:logs:us-east-1:123456789012:*";
    expect([own, strange].map((arn) => topic(logs(arn)).length)).toEqual([0, 1]);
  });
});
