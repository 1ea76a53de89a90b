import { butNot, everyPlanned, oneOf, referenceTo, referenceToEvery } from "./allowed";
import { type Arguments, required, requiredBy } from "./argument";

const everyTopic = referenceToEvery("aws_sns_topic");

export const snsArguments: Readonly<Record<string, Arguments>> = {
  aws_sns_topic: {
    kms_master_key_id: required(
      butNot(referenceTo("aws_kms_key"), "alias/aws/sns"),
      "alarms cannot publish under AWS's own key, and others may read what they do not encrypt",
    ),
    name: required(
      everyPlanned("the topic of the plan", (plans) => plans.map(({ alerts }) => alerts.topic)),
      "alarms name the planned one",
    ),
  },
  aws_sns_topic_policy: {
    arn: required(everyTopic, "alarms and budgets could not publish"),
    policy: requiredBy("resource-policy-principals"),
  },
  aws_sns_topic_subscription: {
    endpoint: required(
      everyPlanned(
        "the address of the settings",
        (plans) => plans.map(({ alerts }) => alerts.email),
        "stranger@example.com",
      ),
      "somebody else is told, or nobody",
    ),
    protocol: required(butNot(oneOf("email"), "http", "https", "sqs"), "somebody else is told, or nobody"),
    topic_arn: required(everyTopic, "nobody is told what the topic says"),
  },
};
