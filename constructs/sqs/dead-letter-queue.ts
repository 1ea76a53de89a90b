import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";

export interface DeadLetterQueueProps {
  readonly name: string;
  readonly retentionSeconds: number;
  readonly statements: readonly PolicyStatement[];
}

/** Events that nobody could work on, encrypted under SQS's own keys. Stateful: they are gone with it. */
export class DeadLetterQueue extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    const queue = new SqsQueue(this, "queue", {
      name: props.name,
      messageRetentionSeconds: props.retentionSeconds,
      sqsManagedSseEnabled: true,
    });
    new SqsQueuePolicy(this, "policy", { queueUrl: queue.url, policy: policyDocument(props.statements) });
    this.arn = queue.arn;
  }
}
