import { type EnvironmentPlan, planEnvironment } from "../plan/environment-plan";
import type { EnvironmentFacts } from "../plan/facts";
import { type Alternative, alternatives } from "./alternatives";
import { budgetProblem } from "./budget";
import { type EnvironmentCost, environmentCost } from "./environment-cost";
import { type WayOut, waysOut } from "./ways-out";

/** What there is to say of the cost of an environment. */
export interface CostReport {
  readonly plan: EnvironmentPlan;
  readonly cost: EnvironmentCost;
  readonly waysOut: readonly WayOut[];
  /** The cheapest first. */
  readonly cheaper: readonly Alternative[];
  /** Why it is not allowed; absent within the budget. */
  readonly overBudget: string | undefined;
}

export function costReport(facts: EnvironmentFacts): CostReport {
  const plan = planEnvironment(facts);
  return {
    plan,
    cost: environmentCost(plan),
    waysOut: waysOut(facts),
    cheaper: alternatives(facts),
    overBudget: budgetProblem(facts),
  };
}
