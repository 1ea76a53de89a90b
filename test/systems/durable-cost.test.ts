import { describe, expect, test } from "vitest";
import { loadConfiguration } from "../../config/load";
import { costReport } from "../../model/cost/cost-report";
import { savingPercent } from "../../model/cost/environment-cost";

/** What the design document of Durable Code allows each environment. */
const allowedUsd = 60;
const names = ["durable-dev", "durable-staging", "durable-production"];

const reports = loadConfiguration(".")
  .environments.filter(({ name }) => names.includes(name))
  .map(costReport);

test("all three are reckoned", () => {
  expect(reports.map(({ plan }) => plan.name).sort()).toEqual([...names].sort());
});

describe.each(reports)("$plan.name", ({ plan, cost, waysOut, overBudget }) => {
  test("costs less than 60 USD a month under its schedule, its use included", () => {
    expect(plan.budget.monthlyUsd).toBe(allowedUsd);
    expect(overBudget).toBeUndefined();
    expect(cost.total.monthlyUsd).toBeLessThan(allowedUsd);
  });

  test("is awake for 60 hours of a week, and gone for 60", () => {
    expect(cost.hours).toEqual({ awake: 60, asleep: 48, tornDown: 60 });
  });

  test("saves no more than its hours do: at most 64 percent", () => {
    expect(savingPercent(cost.total)).toBeLessThanOrEqual(64);
    expect(savingPercent(cost.total)).toBeGreaterThanOrEqual(50);
  });

  test("takes the cheapest way out", () => {
    const [cheapest] = [...waysOut].sort((one, other) => one.monthlyUsd - other.monthlyUsd);
    expect(cheapest).toMatchObject({ way: "network.nat: none", isChosen: true });
  });
});

test("what each costs, what it would all week and what the schedule saves, and the sum of the three", () => {
  const stated = reports.map(({ plan, cost: { total } }) =>
    [plan.name, usd(total.monthlyUsd), usd(total.allWeekUsd), `${savingPercent(total)} %`].join(" | "),
  );
  const sum = (key: "monthlyUsd" | "allWeekUsd") =>
    usd(reports.reduce((total, { cost }) => total + cost.total[key], 0));
  expect([...stated, ["together", sum("monthlyUsd"), sum("allWeekUsd")].join(" | ")]).toEqual([
    "durable-dev | 29 | 60 | 51 %",
    "durable-production | 43 | 98 | 56 %",
    "durable-staging | 43 | 98 | 56 %",
    "together | 115 | 256",
  ]);
});

function usd(amount: number): string {
  return amount.toFixed(0);
}
