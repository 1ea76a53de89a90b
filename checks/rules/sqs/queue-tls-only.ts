import { policies, refusesPlaintext } from "../../policies";
import type { Rule } from "../../rule";
import { type Resource, refersTo, resourcesOfType } from "../../template";

export const queueTlsOnly: Rule = {
  id: "queue-tls-only",
  severity: "MEDIUM",
  title: "Queues refuse requests without TLS",
  why: "SQS answers plain HTTP unless the queue's policy denies it, and no scanner reads what a queue's policy denies",
  evaluate: (template) => {
    const refusals = policies(template).statements.filter(
      (statement) => statement.resource.type === "aws_sqs_queue_policy" && refusesPlaintext(statement, actions),
    );
    return resourcesOfType(template, "aws_sqs_queue")
      .filter(
        (queue) =>
          !refusals.some(
            ({ resource, resources }) =>
              refersTo(resource.body.queue_url, queue) && resources.some((arn) => isArnOf(arn, queue)),
          ),
      )
      .map((resource) => ({
        resource,
        message: "the queue answers on plain HTTP",
        remedy: "deny requests to everybody where aws:SecureTransport is false, and on no further condition",
      }));
  },
};

const actions = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"];

function isArnOf(arn: string, { address, body }: Resource): boolean {
  return arn === `${address}.arn` || arn.endsWith(`:${String(body.name)}`);
}
