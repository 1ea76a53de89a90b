import { GetTopicAttributesCommand, paginateListSubscriptionsByTopic, paginateListTopics } from "@aws-sdk/client-sns";
import { allOf } from "../../delivery/aws/all-of";
import { topicArn } from "../../model/arn";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { labels } from "./labels";
import { permissionSentences, permissions } from "./policy";
import { sentences } from "./sentence";

type TopicFacts = { readonly encryption: string; readonly subscribers: readonly string[] };

/** Notification topics of the account: who may publish, and who is told. */
export const alertsTopic: Area = { subject: "alerts", expected: expectedTopic, found: foundTopics };

function expectedTopic({ names, environment: { account, alerts } }: Intent): readonly string[] {
  const arn = topicArn(account, names.alertsTopic);
  const policy: PolicyStatement = {
    sid: "PublishFromOwnAccount",
    principal: { service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
    actions: ["sns:Publish"],
    resources: [arn],
    conditions: { StringEquals: { "aws:SourceAccount": account.accountId } },
  };
  const facts = { encryption: labels.key(names.encryptionKeyAlias), subscribers: [`email ${alerts.email}`] };
  return topicSentences(arn, facts, policyDocument([policy]));
}

async function foundTopics({ clients: { notifications: client }, label }: Reading): Promise<readonly string[]> {
  const all = await allOf(paginateListTopics({ client }, {}), ({ Topics }) => Topics);
  const found = await Promise.all(
    all.map(async ({ TopicArn = "unnamed" }) => {
      const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
      const subscriptions = await allOf(
        paginateListSubscriptionsByTopic({ client }, { TopicArn }),
        ({ Subscriptions }) => Subscriptions,
      );
      const facts = {
        encryption: label(Attributes.KmsMasterKeyId),
        subscribers: subscriptions.map(({ Protocol, Endpoint }) => `${Protocol} ${Endpoint}`),
      };
      return topicSentences(TopicArn, facts, Attributes.Policy ?? policyDocument([]));
    }),
  );
  return found.flat();
}

function topicSentences(arn: string, facts: TopicFacts, policy: string): readonly string[] {
  const name = `topic ${arn.split(":").at(-1)}`;
  return [
    ...sentences(name, facts),
    ...permissionSentences(
      name,
      permissions(policy, (resource) => resource),
    ),
  ];
}
