import { daysPerMonth } from "../prices";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const sqs = {
  service: "sqs",
  region: "environment",
  managedIn: { base: ["queues", "schedule"] },
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
    emulated: {
      refuses: [
        carried(
          "attributes out of their range, encryption that does not fit, targets that are not there",
          "sqs_attribute_values",
        ),
        carried("dead-letter queues that are not there", "sqs_redrive_policy"),
      ],
      rewrites: [carried("one kind of encryption at a time", "sqs_encryption")],
      lookedIn: "SQS API Reference: CreateQueue, SetQueueAttributes",
      onlyInAws: { what: "that messages arrive", shownBy: "smoke" },
    },
    ...sqs,
    calls: [
      reads("queues", "sqs", "GetQueueAttributes", "GetQueueUrl", "ListQueueTags"),
      creates("queues", "sqs", "CreateQueue"),
      changes("queues", "sqs", "DeleteQueue", "SetQueueAttributes", "TagQueue", "UntagQueue"),
    ],
    holdsData: true,
    price: {
      // To dead letters nobody sends as long as all goes well.
      lines: ({ redrive_policy: deadLetters }, { usage }) =>
        deadLetters === undefined || deadLetters === null || deadLetters === ""
          ? []
          : [
              {
                what: "requests to queues",
                quantity: (usage.queueRequestsPerDay * daysPerMonth) / 1_000_000,
                price: "queueRequests",
                billed: "while awake",
                assumes: "queueRequestsPerDay",
              },
            ],
    },
    whenGone: gone("the messages that wait in it are lost, and what sends to it fails"),
    scannedBy: { tfsec: 1 },
    tables: ["data"],
  },
  aws_sqs_queue_policy: {
    emulated: {
      refuses: [carried("documents that are no policy", "sqs_queue_policy")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "SQS API Reference: SetQueueAttributes",
      onlyInAws: { what: "that AWS's own services send as it admits", shownBy: "apply" },
    },
    ...sqs,
    calls: [reads("queues", "sqs", "GetQueueAttributes"), changes("queues", "sqs", "SetQueueAttributes")],
  },
  aws_sqs_queue_redrive_allow_policy: {
    emulated: {
      refuses: [carried("documents that are no such policy", "sqs_redrive_allow_policy")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "SQS API Reference: SetQueueAttributes",
      onlyInAws: { none: "an empty second plan shows all of it" },
    },
    ...sqs,
    calls: [reads("queues", "sqs", "GetQueueAttributes"), changes("queues", "sqs", "SetQueueAttributes")],
  },
};
