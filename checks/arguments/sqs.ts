import { butNot, everyPlanned, oneOf, type Plans, planned, referenceTo, referenceToEvery } from "./allowed";
import { type Arguments, harmless, optional, required, requiredBy } from "./argument";
import { keptData } from "./kept";
import { environmentSchedulesOf } from "./plans";

const queuesOf = (plans: Plans) => plans.flatMap(({ capabilities: { queues } }) => queues.resources);
const scheduleQueuesOf = (plans: Plans) => environmentSchedulesOf(plans).map(({ deadLetters }) => deadLetters);
const strangersQueue = "arn:aws:sqs:us-east-1:999999999999:stranger";

export const sqsArguments: Readonly<Record<string, Arguments>> = {
  aws_sqs_queue: {
    ...keptData,
    depends_on: harmless("what must be there before"),
    message_retention_seconds: required(
      planned(
        "a time of the plan",
        (plans) =>
          [
            ...queuesOf(plans).flatMap(({ retentionSeconds, deadLetterRetentionSeconds }) => [
              retentionSeconds,
              deadLetterRetentionSeconds,
            ]),
            ...scheduleQueuesOf(plans).map(({ retentionSeconds }) => retentionSeconds),
          ].map(String),
        "60",
      ),
      "messages are lost before somebody works on them",
    ),
    name: required(
      everyPlanned("a queue of the plan", (plans) => [
        ...queuesOf(plans).flatMap(({ queueName, deadLetters }) => [queueName, deadLetters.queueName]),
        ...scheduleQueuesOf(plans).map(({ queueName }) => queueName),
      ]),
      "roles, programs and alarms name the planned one",
    ),
    receive_wait_time_seconds: harmless("how often a receiver asks, and what that costs"),
    "redrive_policy.deadLetterTargetArn": required(
      everyPlanned(
        "dead letters of the plan",
        (plans) => queuesOf(plans).map(({ deadLetters }) => deadLetters.arn),
        strangersQueue,
      ),
      "messages that nobody could work on are lost, or somebody else reads them",
      {},
    ),
    "redrive_policy.maxReceiveCount": required(
      planned(
        "as often as is planned",
        (plans) => queuesOf(plans).map((queue) => String(queue.maximumReceives)),
        "1000",
      ),
      "a message that nobody can work on is tried for ever",
      {},
    ),
    sqs_managed_sse_enabled: required(oneOf(true), "messages lie unencrypted"),
    visibility_timeout_seconds: optional(
      planned(
        "a time of the plan",
        (plans) => queuesOf(plans).map(({ visibilityTimeoutSeconds }) => String(visibilityTimeoutSeconds)),
        "0",
      ),
      "a second worker takes a message while the first one works on it",
    ),
  },
  aws_sqs_queue_policy: {
    policy: requiredBy("resource-policy-principals"),
    queue_url: required(referenceToEvery("aws_sqs_queue"), "the queue answers on plain HTTP"),
  },
  aws_sqs_queue_redrive_allow_policy: {
    queue_url: required(referenceTo("aws_sqs_queue"), "any queue sends its dead letters there"),
    "redrive_allow_policy.redrivePermission": required(
      butNot(oneOf("byQueue"), "allowAll", "denyAll"),
      "any queue sends its dead letters there, or none",
    ),
    "redrive_allow_policy.sourceQueueArns": required(
      everyPlanned("a queue of the plan", (plans) => queuesOf(plans).map(({ arn }) => arn), strangersQueue),
      "another's dead letters come there",
    ),
  },
};
