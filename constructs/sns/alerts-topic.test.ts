import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { statementsOf } from "../../test/helpers/policies";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { AlertsTopic } from "./alerts-topic";

const kmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";

const template = synthesize((scope) => {
  const { arn } = new AlertsTopic(scope, "alerts", {
    name: "shop-staging-alerts",
    accountId: "123456789012",
    kmsKeyArn,
    email: "platform-team@example.com",
  });
  new TerraformOutput(scope, "topic-arn", { value: arn });
});

const topicArn = reference(template, "aws_sns_topic", "arn");

test("makes an encrypted topic, its policy and one subscription", () => {
  expect(template.addresses()).toEqual([
    "aws_sns_topic.alerts_topic_3313844B",
    "aws_sns_topic_policy.alerts_policy_B19E4474",
    "aws_sns_topic_subscription.alerts_email_9053A621",
  ]);
  expect(template.resource("aws_sns_topic")).toEqual({ name: "shop-staging-alerts", kms_master_key_id: kmsKeyArn });
});

test("lets alarms and budgets of this account publish, and nobody else", () => {
  const { policy, ...attachment } = template.resource("aws_sns_topic_policy");
  expect(attachment).toEqual({ arn: topicArn });
  expect(statementsOf(policy)).toEqual([
    {
      Sid: "PublishFromOwnAccount",
      Effect: "Allow",
      Principal: { Service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
      Action: ["sns:Publish"],
      Resource: [topicArn],
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    },
  ]);
});

test("tells the given address", () => {
  expect(template.resource("aws_sns_topic_subscription")).toEqual({
    topic_arn: topicArn,
    protocol: "email",
    endpoint: "platform-team@example.com",
  });
});

test("hands on its ARN as a reference", () => {
  expect(template.outputs()["topic-arn"]).toEqual({ value: topicArn });
});
