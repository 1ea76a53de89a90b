import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { SqsQueueRedriveAllowPolicy } from "@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy";
import { Construct } from "constructs";
import { messagesRefusedOnPlainHttp, policyDocument } from "../../model/iam-policy";

export interface WorkQueueProps {
  readonly name: string;
  readonly arn: string;
  readonly deadLetterName: string;
  readonly deadLetterArn: string;
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly deadLetterRetentionSeconds: number;
  /** Tries after which a message goes to the dead letters. */
  readonly maximumReceives: number;
}

/** A receiver waits so long for a message, which costs a twentieth of asking every second. */
const waitSeconds = 20;

/**
 * A queue and its dead letters, which each take from the other alone; encrypted under SQS's own keys, and refused without TLS.
 * Stateful: its messages are gone with it. About 0.40 USD a million requests.
 */
export class WorkQueue extends Construct {
  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    const deadLetters = new SqsQueue(this, "dead-letters", {
      name: props.deadLetterName,
      messageRetentionSeconds: props.deadLetterRetentionSeconds,
      sqsManagedSseEnabled: true,
    });
    const queue = new SqsQueue(this, "queue", {
      name: props.name,
      visibilityTimeoutSeconds: props.visibilityTimeoutSeconds,
      messageRetentionSeconds: props.retentionSeconds,
      receiveWaitTimeSeconds: waitSeconds,
      sqsManagedSseEnabled: true,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: props.deadLetterArn,
        maxReceiveCount: props.maximumReceives,
      }),
      dependsOn: [deadLetters],
    });
    new SqsQueueRedriveAllowPolicy(this, "redrive-allow", {
      queueUrl: deadLetters.url,
      redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [props.arn] }),
    });
    new SqsQueuePolicy(this, "policy", { queueUrl: queue.url, policy: refusePlaintext(props.arn) });
    new SqsQueuePolicy(this, "dead-letter-policy", {
      queueUrl: deadLetters.url,
      policy: refusePlaintext(props.deadLetterArn),
    });
  }
}

function refusePlaintext(arn: string): string {
  return policyDocument([messagesRefusedOnPlainHttp(arn)]);
}
