import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { changes, creates, reads } from "./provider-calls";

const sqs = {
  service: "sqs",
  region: "environment",
  managedIn: { base: ["queues"] },
  lookedUpIn: {},
  madeUpByAws: "nothing",
  holdsData: false,
  whenGone: unnoticed,
  whenUpdated: unnoticed,
  price: { none: "billed by request" },
  scannedBy: { tfsec: { none: "it counts with its queue" } },
  tables: ["rights"],
  usualSeconds: 60,
} as const;

export const sqsTypes: AwsTypes = {
  aws_sqs_queue: {
    ...sqs,
    calls: [
      reads("queues", "sqs", "GetQueueAttributes", "GetQueueUrl", "ListQueueTags"),
      creates("queues", "sqs", "CreateQueue"),
      changes("queues", "sqs", "DeleteQueue", "SetQueueAttributes", "TagQueue", "UntagQueue"),
    ],
    holdsData: true,
    whenGone: gone("the messages that wait in it are lost, and what sends to it fails"),
    scannedBy: { tfsec: 1 },
    tables: ["data"],
  },
  aws_sqs_queue_policy: {
    ...sqs,
    calls: [reads("queues", "sqs", "GetQueueAttributes"), changes("queues", "sqs", "SetQueueAttributes")],
  },
  aws_sqs_queue_redrive_allow_policy: {
    ...sqs,
    calls: [reads("queues", "sqs", "GetQueueAttributes"), changes("queues", "sqs", "SetQueueAttributes")],
  },
};
