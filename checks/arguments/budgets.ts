import { environmentTag } from "../../model/tags";
import { between, butNot, everyPlanned, oneOf, referenceTo } from "./allowed";
import { type Arguments, required } from "./argument";

const unwarned = "nobody is warned before the month's cost passes the limit";

export const budgetsArguments: Readonly<Record<string, Arguments>> = {
  aws_budgets_budget: {
    budget_type: required(butNot(oneOf("COST"), "USAGE", "RI_COVERAGE"), unwarned),
    "cost_filter.name": required(butNot(oneOf("TagKeyValue"), "Service"), unwarned),
    "cost_filter.values": required(
      everyPlanned(
        "the environment's tag",
        (plans) => plans.map(({ name }) => `user:${environmentTag}$${name}`),
        `user:${environmentTag}$stranger`,
      ),
      "another environment's cost is watched",
    ),
    limit_amount: required(
      everyPlanned(
        "the limit of the settings",
        (plans) => plans.map(({ budget }) => String(budget.monthlyUsd)),
        "1000000",
      ),
      unwarned,
    ),
    limit_unit: required(butNot(oneOf("USD"), "GB"), unwarned),
    name: required(
      everyPlanned("the budget of the plan", (plans) => plans.map(({ budget }) => budget.name)),
      unwarned,
    ),
    "notification.comparison_operator": required(butNot(oneOf("GREATER_THAN"), "LESS_THAN"), unwarned),
    "notification.notification_type": required(
      everyPlanned("what is spent, and what is foreseen", (plans) => plans.flatMap(() => ["ACTUAL", "FORECASTED"])),
      unwarned,
    ),
    "notification.subscriber_sns_topic_arns": required(
      butNot(referenceTo("aws_sns_topic"), "arn:aws:sns:us-east-1:999999999999:stranger"),
      "somebody else is told, or nobody",
    ),
    "notification.threshold": required(butNot(between(50, 100), 1000), unwarned),
    "notification.threshold_type": required(butNot(oneOf("PERCENTAGE"), "ABSOLUTE_VALUE"), unwarned),
    time_unit: required(butNot(oneOf("MONTHLY"), "ANNUALLY"), unwarned),
  },
};
