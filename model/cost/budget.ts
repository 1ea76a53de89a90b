import { planEnvironment } from "../plan/environment-plan";
import type { EnvironmentFacts } from "../plan/facts";
import { alternatives } from "./alternatives";
import { environmentCost } from "./environment-cost";

/** Why an environment may not cost what it would under its schedule, and what would bring it under its budget; or nothing. */
export function budgetProblem(facts: EnvironmentFacts): string | undefined {
  const allowed = facts.budget.monthlyUsd;
  const { lines, total } = environmentCost(planEnvironment(facts));
  if (total.monthlyUsd <= allowed) return undefined;
  const largest = [...lines]
    .sort((one, other) => other.monthlyUsd - one.monthlyUsd)
    .slice(0, 3)
    .map(({ what, monthlyUsd }) => `${what} (${inUsd(monthlyUsd)})`);
  const enough = alternatives(facts)
    .filter(({ monthlyUsd }) => monthlyUsd <= allowed)
    .map(({ change, monthlyUsd }) => `${change} (then ${inUsd(monthlyUsd)})`);
  const cheaper = enough.length === 0 ? "no single setting is enough; use less" : `use ${enough.join(", or ")}`;
  const sum = `it would cost about ${inUsd(total.monthlyUsd)} USD a month where ${allowed} is allowed`;
  return `${sum}, most of it ${largest.join(", ")}; ${cheaper}, or allow ${Math.ceil(total.monthlyUsd)}`;
}

export function inUsd(amount: number): string {
  return amount.toFixed(2);
}
