import { expect, test } from "vitest";
import { statementsOf } from "../../test/helpers/policies";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { WorkQueue } from "./work-queue";

const arn = "arn:aws:sqs:us-east-1:123456789012:shop-staging-documents";
const deadLetterArn = "arn:aws:sqs:us-east-1:123456789012:shop-staging-documents-dead-letters";

const template = synthesize((scope) => {
  new WorkQueue(scope, "documents", {
    name: "shop-staging-documents",
    arn,
    deadLetterName: "shop-staging-documents-dead-letters",
    deadLetterArn,
    visibilityTimeoutSeconds: 900,
    retentionSeconds: 345_600,
    deadLetterRetentionSeconds: 1_209_600,
    maximumReceives: 5,
  });
});

const url = reference(template, "aws_sqs_queue.documents_queue", "url");
const deadLetterUrl = reference(template, "aws_sqs_queue.documents_dead-letters", "url");

test("makes a queue, its dead letters and their policies", () => {
  expect(template.addresses()).toEqual([
    "aws_sqs_queue.documents_dead-letters_8828CEBD",
    "aws_sqs_queue.documents_queue_F7C546E5",
    "aws_sqs_queue_policy.documents_dead-letter-policy_D7B7E343",
    "aws_sqs_queue_policy.documents_policy_8E919C6A",
    "aws_sqs_queue_redrive_allow_policy.documents_redrive-allow_80D7E57B",
  ]);
});

test("keeps messages encrypted, and hides the ones that are worked on", () => {
  const [deadLetters, { redrive_policy, ...queue } = {}] = template.resources("aws_sqs_queue");
  expect(deadLetters).toEqual({
    name: "shop-staging-documents-dead-letters",
    message_retention_seconds: 1_209_600,
    sqs_managed_sse_enabled: true,
  });
  expect(queue).toEqual({
    name: "shop-staging-documents",
    visibility_timeout_seconds: 900,
    message_retention_seconds: 345_600,
    receive_wait_time_seconds: 20,
    sqs_managed_sse_enabled: true,
    depends_on: ["aws_sqs_queue.documents_dead-letters_8828CEBD"],
  });
});

test("hands a message on after the last try, and its dead letters take from no other queue", () => {
  const [, queue] = template.resources("aws_sqs_queue");
  expect(JSON.parse(String(queue?.redrive_policy))).toEqual({ deadLetterTargetArn: deadLetterArn, maxReceiveCount: 5 });
  const { redrive_allow_policy, ...allowance } = template.resource("aws_sqs_queue_redrive_allow_policy");
  expect(allowance).toEqual({ queue_url: deadLetterUrl });
  expect(JSON.parse(String(redrive_allow_policy))).toEqual({
    redrivePermission: "byQueue",
    sourceQueueArns: [arn],
  });
});

test("refuses plaintext on both queues and allows nobody anything", () => {
  const policies = template
    .resources("aws_sqs_queue_policy")
    .map(({ policy, ...attachment }) => ({ ...attachment, statements: statementsOf(policy) }));
  const refusal = (queueUrl: string, resource: string) => ({
    queue_url: queueUrl,
    statements: [
      {
        Sid: "RefusePlaintext",
        Effect: "Deny",
        Principal: "*",
        Action: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"],
        Resource: [resource],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
  expect(policies).toEqual([refusal(deadLetterUrl, deadLetterArn), refusal(url, arn)]);
});
