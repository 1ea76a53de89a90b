import type { CostReport } from "../model/cost/cost-report";
import type { CostLine, Sum } from "../model/cost/environment-cost";
import { savingPercent } from "../model/cost/environment-cost";
import { prices, pricesAsOf, pricesRegion } from "../model/prices";

/** For programs: its keys stay. */
export function costDocument({ plan, cost, waysOut, cheaper }: CostReport) {
  const { budget, usage } = plan;
  const { environment, region, hours, lines, fixed, usage: used, total, shared } = cost;
  return {
    environment,
    region,
    pricesAsOf,
    hoursOfWeek: hours,
    budgetMonthlyUsd: budget.monthlyUsd,
    total: rounded(total),
    fixed: rounded(fixed),
    usage: rounded(used),
    savingPercent: savingPercent(total),
    assumptions: usage,
    lines: lines.map((line) => lineDocument(line, region)),
    shared: shared.map((line) => lineDocument(line, region)),
    waysOut: waysOut.map(({ way, isChosen, ...sum }) => ({ way, isChosen, ...rounded(sum) })),
    cheaper: cheaper.map(({ change, monthlyUsd }) => ({ change, monthlyUsd: toPlaces(monthlyUsd, 2) })),
  };
}

function lineDocument({ stack, what, quantity, price, billed, assumes, ...sum }: CostLine, region: string) {
  const { usd, unit, source, isConfirmed, regions } = prices[price];
  return {
    stack,
    what,
    quantity: toPlaces(quantity, 6),
    unit,
    unitUsd: usd,
    ...rounded(sum),
    billed,
    assumes,
    source,
    isConfirmed,
    priceRegion: regions.includes(region) ? region : pricesRegion,
  };
}

function rounded({ monthlyUsd, allWeekUsd }: Sum) {
  return { monthlyUsd: toPlaces(monthlyUsd, 2), allWeekUsd: toPlaces(allWeekUsd, 2) };
}

function toPlaces(value: number, places: number): number {
  return Number(value.toFixed(places));
}
