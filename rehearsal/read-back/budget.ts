import {
  type BudgetsClient,
  type Notification,
  paginateDescribeBudgets,
  paginateDescribeNotificationsForBudget,
  paginateDescribeSubscribersForNotification,
} from "@aws-sdk/client-budgets";
import { allOf } from "../../delivery/aws/all-of";
import { topicArn } from "../../model/arn";
import { environmentTag } from "../../model/tags";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { sentences } from "./sentence";

type BudgetFacts = {
  readonly limit: string;
  readonly period: string;
  readonly "counted cost": readonly string[];
};

/** Budgets of the account, with who is told when. */
export const budget: Area = { subject: "budget", expected: expectedBudget, found: foundBudgets };

function expectedBudget({ names, environment }: Intent): readonly string[] {
  const topic = topicArn(environment.account, names.alertsTopic);
  return [
    ...budgetSentences(names.budget, {
      limit: `${environment.budget.monthlyUsd} USD`,
      period: "MONTHLY",
      "counted cost": [`TagKeyValue user:${environmentTag}$${environment.name}`],
    }),
    notificationSentence(names.budget, "ACTUAL GREATER_THAN 80 PERCENTAGE", [topic]),
    notificationSentence(names.budget, "FORECASTED GREATER_THAN 100 PERCENTAGE", [topic]),
  ];
}

async function foundBudgets({
  clients: { budgets: client },
  accountId: AccountId,
}: Reading): Promise<readonly string[]> {
  const all = await allOf(paginateDescribeBudgets({ client }, { AccountId }), ({ Budgets }) => Budgets);
  const found = await Promise.all(
    all.map(async ({ BudgetName = "unnamed", BudgetLimit, TimeUnit, CostFilters = {} }) => [
      ...budgetSentences(BudgetName, {
        limit: `${Number(BudgetLimit?.Amount)} ${BudgetLimit?.Unit}`,
        period: TimeUnit ?? "unknown",
        "counted cost": Object.entries(CostFilters).map(([name, values]) => `${name} ${values.join(" or ")}`),
      }),
      ...(await notifications(client, { AccountId, BudgetName })),
    ]),
  );
  return found.flat();
}

interface BudgetName {
  readonly AccountId: string;
  readonly BudgetName: string;
}

async function notifications(client: BudgetsClient, name: BudgetName): Promise<readonly string[]> {
  const all = await allOf(
    paginateDescribeNotificationsForBudget({ client }, name),
    ({ Notifications }) => Notifications,
  );
  return Promise.all(
    all.map(async (notification) => {
      const subscribers = await allOf(
        paginateDescribeSubscribersForNotification({ client }, { ...name, Notification: notification }),
        ({ Subscribers }) => Subscribers,
      );
      const addresses = subscribers.map(({ Address }) => Address ?? "nobody");
      return notificationSentence(name.BudgetName, notificationText(notification), addresses);
    }),
  );
}

function notificationText(notification: Notification): string {
  const { NotificationType, ComparisonOperator, Threshold, ThresholdType = "PERCENTAGE" } = notification;
  return `${NotificationType} ${ComparisonOperator} ${Threshold} ${ThresholdType}`;
}

function notificationSentence(budgetName: string, when: string, addresses: readonly string[]): string {
  return `budget ${budgetName} tells ${[...addresses].sort().join(" and ")} on ${when}`;
}

function budgetSentences(name: string, facts: BudgetFacts): readonly string[] {
  return sentences(`budget ${name}`, facts);
}
