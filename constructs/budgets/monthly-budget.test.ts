import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { MonthlyBudget, type MonthlyBudgetProps } from "./monthly-budget";

const topicArn = "arn:aws:sns:us-east-1:123456789012:shop-staging-alerts";

const aBudget = (overrides: Partial<MonthlyBudgetProps> = {}): MonthlyBudgetProps => ({
  name: "shop-staging-monthly",
  monthlyUsd: 150,
  environment: "staging",
  topicArn,
  ...overrides,
});

const synthesized = (props: MonthlyBudgetProps) =>
  synthesize((scope) => {
    new MonthlyBudget(scope, "budget", props);
  });

test("is one budget of US dollars a month", () => {
  const template = synthesized(aBudget());
  expect(template.addresses()).toEqual(["aws_budgets_budget.budget_16939279"]);
  expect(template.resource("aws_budgets_budget")).toMatchObject({
    name: "shop-staging-monthly",
    budget_type: "COST",
    time_unit: "MONTHLY",
    limit_amount: "150",
    limit_unit: "USD",
  });
});

test("counts only the cost of what bears the environment's tag", () => {
  const template = synthesized(aBudget({ environment: "production" }));
  expect(template.resource("aws_budgets_budget").cost_filter).toEqual([
    { name: "TagKeyValue", values: ["user:Environment$production"] },
  ]);
});

test("warns once 80 percent is spent, and when the forecast passes the limit", () => {
  const template = synthesized(aBudget());
  const toTopic = {
    comparison_operator: "GREATER_THAN",
    threshold_type: "PERCENTAGE",
    subscriber_sns_topic_arns: [topicArn],
  };
  expect(template.resource("aws_budgets_budget").notification).toEqual([
    { ...toTopic, notification_type: "ACTUAL", threshold: 80 },
    { ...toTopic, notification_type: "FORECASTED", threshold: 100 },
  ]);
});
