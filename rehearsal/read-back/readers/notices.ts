import {
  type BudgetsClient,
  paginateDescribeBudgets,
  paginateDescribeNotificationsForBudget,
  paginateDescribeSubscribersForNotification,
} from "@aws-sdk/client-budgets";
import { type CloudWatchClient, type MetricAlarm, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import {
  GetTopicAttributesCommand,
  paginateListSubscriptionsByTopic,
  paginateListTopics,
  type SNSClient,
} from "@aws-sdk/client-sns";
import {
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  paginateListQueues,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { allOf } from "../../../delivery/aws/all-of";
import { environmentTag } from "../../../model/tags";
import type { Owned } from "./owned";

export interface Topic extends Owned {
  readonly arn: string;
  readonly keyId: string | undefined;
  readonly policy: string | undefined;
  readonly subscribers: readonly string[];
}

export interface Queue extends Owned {
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Budget extends Owned {
  readonly limit: string;
  readonly counts: readonly string[];
  readonly warnings: readonly { readonly when: string; readonly told: readonly string[] }[];
}

export interface Alarm extends Owned {
  readonly settings: MetricAlarm;
}

/** But for those that autoscaling makes itself. */
export async function readAlarms(client: CloudWatchClient): Promise<readonly Alarm[]> {
  const all = await allOf(paginateDescribeAlarms({ client }, {}), ({ MetricAlarms }) => MetricAlarms);
  return all
    .map((settings) => ({ name: settings.AlarmName ?? "", settings }))
    .filter(({ name }) => !name.startsWith("TargetTracking-"));
}

export async function readTopics(client: SNSClient): Promise<readonly Topic[]> {
  const all = await allOf(paginateListTopics({ client }, {}), ({ Topics }) => Topics);
  return Promise.all(
    all.map(async ({ TopicArn = "" }) => {
      const { Attributes = {} } = await client.send(new GetTopicAttributesCommand({ TopicArn }));
      const subscriptions = await allOf(
        paginateListSubscriptionsByTopic({ client }, { TopicArn }),
        ({ Subscriptions }) => Subscriptions,
      );
      return {
        name: TopicArn.split(":").at(-1) ?? "",
        arn: TopicArn,
        keyId: Attributes.KmsMasterKeyId,
        policy: Attributes.Policy,
        subscribers: subscriptions.map(({ Protocol, Endpoint }) => `${Protocol} ${Endpoint}`).sort(),
      };
    }),
  );
}

export async function readQueues(client: SQSClient): Promise<readonly Queue[]> {
  const urls = await allOf(paginateListQueues({ client }, {}), ({ QueueUrls }) => QueueUrls);
  return Promise.all(
    urls.map(async (QueueUrl) => {
      const { Attributes = {} } = await client.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
      );
      const { Tags = {} } = await client.send(new ListQueueTagsCommand({ QueueUrl }));
      const arn = Attributes.QueueArn ?? "";
      return { name: arn.split(":").at(-1) ?? "", environment: Tags[environmentTag], arn, attributes: Attributes };
    }),
  );
}

export async function readBudgets(client: BudgetsClient, AccountId: string): Promise<readonly Budget[]> {
  const all = await allOf(paginateDescribeBudgets({ client }, { AccountId }), ({ Budgets }) => Budgets);
  return Promise.all(
    all.map(async ({ BudgetName = "", BudgetLimit, TimeUnit, CostFilters = {} }) => ({
      name: BudgetName,
      limit: `${Number(BudgetLimit?.Amount)} ${BudgetLimit?.Unit} ${TimeUnit}`,
      counts: Object.values(CostFilters).flat().sort(),
      warnings: await readWarnings(client, { AccountId, BudgetName }),
    })),
  );
}

async function readWarnings(
  client: BudgetsClient,
  budget: { readonly AccountId: string; readonly BudgetName: string },
): Promise<Budget["warnings"]> {
  const all = await allOf(
    paginateDescribeNotificationsForBudget({ client }, budget),
    ({ Notifications }) => Notifications,
  );
  return Promise.all(
    all.map(async (Notification) => {
      const subscribers = await allOf(
        paginateDescribeSubscribersForNotification({ client }, { ...budget, Notification }),
        ({ Subscribers }) => Subscribers,
      );
      const { NotificationType, ComparisonOperator, Threshold, ThresholdType = "PERCENTAGE" } = Notification;
      return {
        when: `${NotificationType} ${ComparisonOperator} ${Threshold} ${ThresholdType}`,
        told: subscribers.map(({ Address = "nobody" }) => Address).sort(),
      };
    }),
  );
}
