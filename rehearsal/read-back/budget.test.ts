import { expect, test } from "vitest";
import { anEnvironment } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { budget } from "./budget";
import { differences } from "./difference";
import { intentOf } from "./intent";

const topic = "arn:aws:sns:us-east-1:123456789012:lornu-staging-alerts";
const expected = budget.expected(intentOf(anEnvironment({ budget: { monthlyUsd: 200 } })));

function found(amount: string, address: string): Promise<readonly string[]> {
  const reading = aReading({
    DescribeBudgets: {
      Budgets: [
        {
          BudgetName: "lornu-staging-monthly",
          BudgetLimit: { Amount: amount, Unit: "USD" },
          TimeUnit: "MONTHLY",
          CostFilters: { TagKeyValue: ["user:Environment$staging"] },
        },
      ],
    },
    DescribeNotificationsForBudget: {
      Notifications: [
        { NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN", Threshold: 80 },
        { NotificationType: "FORECASTED", ComparisonOperator: "GREATER_THAN", Threshold: 100 },
      ],
    },
    DescribeSubscribersForNotification: { Subscribers: [{ SubscriptionType: "SNS", Address: address }] },
  });
  return budget.found(reading);
}

test("finds the limit that is asked for, however AWS writes the number", async () => {
  expect(differences({ subject: "budget", expected, found: await found("200.0", topic) })).toEqual([]);
});

test("finds another limit, and that somebody else is told", async () => {
  const reported = differences({ subject: "budget", expected, found: await found("900", "a@example.net") });
  expect(reported.filter((sentence) => sentence.includes("not asked for"))).toEqual([
    "budget: not asked for: budget lornu-staging-monthly: limit 900 USD",
    "budget: not asked for: budget lornu-staging-monthly tells a@example.net on ACTUAL GREATER_THAN 80 PERCENTAGE",
    "budget: not asked for: budget lornu-staging-monthly tells a@example.net on FORECASTED GREATER_THAN 100 PERCENTAGE",
  ]);
});
