import type { Construct } from "constructs";
import { WorkQueue } from "../../constructs/sqs/work-queue";
import type { QueuePlan } from "./plan";

/** Queues outlive the runtime: their messages wait for it. */
export function wireQueues(base: Construct, queues: readonly QueuePlan[]): void {
  for (const { name, queueName, arn, deadLetters, ...settings } of queues) {
    new WorkQueue(base, `queue-${name}`, {
      ...settings,
      name: queueName,
      arn,
      deadLetterName: deadLetters.queueName,
      deadLetterArn: deadLetters.arn,
    });
  }
}
