import { messagesRefusedOnPlainHttp } from "../../model/iam-policy";
import { linkVariable } from "../../model/link-variable";
import type { CapabilityContext, CapabilityPlan, Link, PlannedResource } from "../../model/plan/capability";
import type { PlannedStatement } from "../../model/plan/planned-text";
import { environmentTag } from "../../model/tags";
import { queueAlarms } from "./alarms";

/** Settings of one queue. */
interface QueueFacts {
  /** The longest that a worker takes for one message. */
  readonly longestTaskSeconds: number;
  /** A message is lost after these days, whether somebody has worked on it or not. */
  readonly retentionDays: number;
  /** After so many tries a message goes to the dead letters. */
  readonly maximumReceives: number;
  /** The age of the oldest message that somebody should look at. */
  readonly alarmAgeSeconds: number;
}

export interface QueuesFacts {
  readonly queues: Readonly<Record<string, QueueFacts>>;
}

export interface QueuePlan extends PlannedResource {
  readonly queueName: string;
  readonly arn: string;
  readonly url: string;
  readonly deadLetters: { readonly queueName: string; readonly arn: string };
  readonly visibilityTimeoutSeconds: number;
  readonly retentionSeconds: number;
  readonly deadLetterRetentionSeconds: number;
  readonly maximumReceives: number;
}

/** SQS keeps messages for 14 days at most; of dead letters a person has all of them. */
const longestRetentionDays = 14;
const daySeconds = 24 * 60 * 60;

/** A message must stay invisible for longer than its task runs, or a second worker takes it too. */
const visibilityFactor = 1.5;
const shortestVisibilitySeconds = 30;
const longestVisibilitySeconds = 12 * 60 * 60;

function visibilityTimeoutSeconds(longestTaskSeconds: number): number {
  const wanted = Math.ceil(longestTaskSeconds * visibilityFactor);
  return Math.min(longestVisibilitySeconds, Math.max(shortestVisibilitySeconds, wanted));
}

export const queuesCapability = {
  plan: planQueues,
  variablesOf: (queue: string) => [variableOf(queue)],
  hasNames: true,
  canBeUsed: true,
  canBeConsumed: true,
  boundary: (context: CapabilityContext) => [ownQueues(context)],
};

const variableOf = (queue: string) => linkVariable(queue, "QUEUE_URL");

function planQueues(
  { queues }: QueuesFacts,
  context: CapabilityContext,
  consumers: (queue: string) => readonly string[],
): CapabilityPlan<QueuePlan> {
  const resources = Object.entries(queues).map(([name, settings]) => planQueue(name, settings, context));
  return {
    resources,
    arnSets: { queues: { arns: [`arn:aws:sqs:${context.region}:${context.accountId}:${context.namePrefix}-*`] } },
    alarms: resources.flatMap((queue) =>
      queueAlarms(queue, {
        ageSeconds: queues[queue.name]?.alarmAgeSeconds ?? daySeconds,
        awake: consumers(queue.name),
      }),
    ),
    billed: resources.map(({ deadLetters }) => ({
      stack: "base",
      type: "aws_sqs_queue",
      body: { redrive_policy: deadLetters.arn },
    })),
  };
}

function planQueue(
  name: string,
  settings: QueueFacts,
  { namePrefix, region, accountId }: CapabilityContext,
): QueuePlan {
  const arnOf = (queueName: string) => `arn:aws:sqs:${region}:${accountId}:${queueName}`;
  const queueName = `${namePrefix}-${name}`;
  const deadLetters = `${queueName}-dead-letters`;
  const arn = arnOf(queueName);
  const url = `https://sqs.${region}.amazonaws.com/${accountId}/${queueName}`;
  const link = (sid: string, actions: readonly string[]): Link => ({
    variables: { [variableOf(name)]: url },
    statements: [{ sid, actions, resources: [arn] }],
    egress: [],
  });
  return {
    name,
    queueName,
    arn,
    url,
    deadLetters: { queueName: deadLetters, arn: arnOf(deadLetters) },
    visibilityTimeoutSeconds: visibilityTimeoutSeconds(settings.longestTaskSeconds),
    retentionSeconds: settings.retentionDays * daySeconds,
    deadLetterRetentionSeconds: longestRetentionDays * daySeconds,
    maximumReceives: settings.maximumReceives,
    kept: [
      { kind: "queue", name: queueName, facts: ["encrypted by SQS", `${settings.retentionDays} days`] },
      { kind: "queue", name: deadLetters, facts: ["encrypted by SQS", `${longestRetentionDays} days`] },
    ],
    policies: [queueName, deadLetters].map((queue) => ({
      holder: `queue ${queue}`,
      statements: [messagesRefusedOnPlainHttp(arnOf(queue))],
    })),
    uses: link("SendMessages", ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"]),
    consumes: link("WorkOnMessages", [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:ReceiveMessage",
    ]),
  };
}

function ownQueues({ region, accountId, environment }: CapabilityContext): PlannedStatement {
  return {
    sid: "UseOwnQueues",
    actions: [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:ReceiveMessage",
      "sqs:SendMessage",
    ],
    resources: [`arn:aws:sqs:${region}:${accountId}:*`],
    conditions: { StringEquals: { [`aws:ResourceTag/${environmentTag}`]: environment } },
  };
}
