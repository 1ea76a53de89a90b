import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { policyText } from "../../testing/policy";
import { queueTlsOnly as rule } from "./queue-tls-only";

const refusal = {
  Effect: "Deny",
  Principal: "*",
  Action: ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"],
  Resource: ["arn:aws:sqs:us-east-1:123456789012:tasks"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

function reported(statement: JsonObject) {
  return faults(rule, {
    aws_sqs_queue: { tasks: { name: "tasks" } },
    aws_sqs_queue_policy: { tasks: { queue_url: "${aws_sqs_queue.tasks.url}", policy: policyText(statement) } },
  });
}

test.each([refusal, { ...refusal, Action: "sqs:*", Resource: "${aws_sqs_queue.tasks.arn}" }])(
  "passes a queue with %j",
  (statement) => {
    expect(reported(statement)).toEqual([]);
  },
);

test.each([
  { ...refusal, Effect: "Allow" },
  { ...refusal, Action: ["sqs:SendMessage"] },
  { ...refusal, Resource: ["arn:aws:sqs:us-east-1:123456789012:others"] },
])("reports a queue with %j only", (statement) => {
  expect(reported(statement)).toEqual(["aws_sqs_queue.tasks: the queue answers on plain HTTP"]);
});

test("reports a queue without a policy of its own", () => {
  expect(faults(rule, { aws_sqs_queue: { tasks: { name: "tasks" } } })).toHaveLength(1);
});
