import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";
import { environmentTag } from "../../model/tags";

export interface MonthlyBudgetProps {
  readonly name: string;
  readonly monthlyUsd: number;
  /** Value of the environment tag whose cost counts; AWS sees the tag once it is activated for cost allocation. */
  readonly environment: string;
  readonly topicArn: string;
}

const warnings = [
  { notificationType: "ACTUAL", threshold: 80 },
  { notificationType: "FORECASTED", threshold: 100 },
] as const;

/** Warns before and when the month's cost passes the limit; it stops nothing. */
export class MonthlyBudget extends Construct {
  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(scope, id);
    new BudgetsBudget(this, "budget", {
      name: props.name,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(props.monthlyUsd),
      limitUnit: "USD",
      costFilter: [{ name: "TagKeyValue", values: [`user:${environmentTag}$${props.environment}`] }],
      notification: warnings.map((warning) => ({
        ...warning,
        comparisonOperator: "GREATER_THAN",
        thresholdType: "PERCENTAGE",
        subscriberSnsTopicArns: [props.topicArn],
      })),
    });
  }
}
