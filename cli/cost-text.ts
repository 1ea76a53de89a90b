import type { Alternative } from "../model/cost/alternatives";
import { inUsd } from "../model/cost/budget";
import type { CostReport } from "../model/cost/cost-report";
import {
  type CostLine,
  type EnvironmentCost,
  isFixed,
  type Sum,
  savingPercent,
  sumOf,
} from "../model/cost/environment-cost";
import type { WayOut } from "../model/cost/ways-out";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import { prices, pricesAsOf, pricesRegion } from "../model/prices";

type Row = readonly string[];

/** For a person: a headline, a table and where its figures are from. */
export function costText({ plan, cost, waysOut, cheaper, overBudget }: CostReport): string {
  const { lines, shared, total, region } = cost;
  const sleeps = cost.hours.awake < 168;
  const section = (title: string, part: readonly CostLine[]): readonly Row[] =>
    part.length === 0
      ? []
      : [
          [
            title,
            "quantity",
            "unit",
            "USD each",
            "USD a month",
            ...(sleeps ? ["all week", "billed"] : []),
            ...assumedHead(part),
          ],
          ...part.map((line) => rowOf(line, plan, sleeps)),
          ["together", "", "", "", ...sums(sumOf(part), sleeps)],
          [],
        ];
  const table = [
    ...section("fixed", lines.filter(isFixed)),
    ...section(
      "by use",
      lines.filter((line) => !isFixed(line)),
    ),
    ...section(`shared in account ${plan.account.name}`, shared),
  ];
  return [
    ...headline(plan, cost),
    "",
    ...aligned(table, new Set([1, 3, 4, ...(sleeps ? [5] : [])])),
    ...aligned(waysOutTable(waysOut, sleeps), new Set([1, 2])),
    ...(cheaper.length === 0 ? [] : [`cheaper by one setting: ${cheaper.map(shownAlternative).join("; ")}`]),
    overBudget === undefined
      ? `budget ${plan.budget.monthlyUsd} USD a month: ${Math.round((total.monthlyUsd / plan.budget.monthlyUsd) * 100)} % of it`
      : `over budget: ${overBudget}`,
    ...sourceNotes([...lines, ...shared], region),
    "",
  ].join("\n");
}

function headline({ name }: EnvironmentPlan, { region, total, hours }: EnvironmentCost): readonly string[] {
  const terms = `${region}; prices of ${pricesAsOf}, without tax, discounts and free tiers`;
  if (hours.awake >= 168) return [`${name}: about ${inUsd(total.monthlyUsd)} USD a month (${terms})`];
  return [
    `${name}: about ${inUsd(total.monthlyUsd)} USD a month under its schedule, ${inUsd(total.allWeekUsd)} all week: saves ${savingPercent(total)} % (${terms})`,
    `of 168 hours a week it is awake for ${hours.awake}, asleep for ${hours.asleep} and torn down for ${hours.tornDown}`,
  ];
}

function rowOf(line: CostLine, { usage }: EnvironmentPlan, sleeps: boolean): Row {
  const { what, quantity, price, billed, assumes } = line;
  const { usd, unit, isConfirmed } = prices[price];
  const assumed =
    assumes === undefined || assumes === "running tasks" ? assumes : `usage.${assumes}: ${usage[assumes]}`;
  return [
    what,
    shownNumber(quantity),
    unit,
    `${shownNumber(usd)}${isConfirmed ? " " : "*"}`,
    ...sums(line, sleeps),
    ...(sleeps ? [{ awake: "while awake", there: "until torn down", always: "always" }[billed]] : []),
    ...(assumed === undefined ? [] : [assumed]),
  ];
}

function assumedHead(part: readonly CostLine[]): Row {
  return part.every(isFixed) ? [] : ["assumed"];
}

function sums({ monthlyUsd, allWeekUsd }: Sum, sleeps: boolean): Row {
  return [inUsd(monthlyUsd), ...(sleeps ? [inUsd(allWeekUsd)] : [])];
}

function waysOutTable(ways: readonly WayOut[], sleeps: boolean): readonly Row[] {
  if (ways.length === 0) return [];
  return [
    ["all of it by way out", "USD a month", ...(sleeps ? ["all week"] : [])],
    ...ways.map(({ way, isChosen, ...sum }) => [way, ...sums(sum, sleeps), ...(isChosen ? ["as it is"] : [])]),
    [],
  ];
}

function shownAlternative({ change, monthlyUsd }: Alternative): string {
  return `${change} (then ${inUsd(monthlyUsd)})`;
}

/** As many places as say something. */
function shownNumber(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function aligned(table: readonly Row[], numbers: ReadonlySet<number>): readonly string[] {
  const widths = [0, 1, 2, 3, 4, 5, 6].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) =>
        numbers.has(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

function sourceNotes(lines: readonly CostLine[], region: string): readonly string[] {
  const guessed = lines.filter(({ price }) => !prices[price].isConfirmed);
  const sources = [...new Set(guessed.map(({ price }) => prices[price].source))].sort();
  const isOwn = ({ price }: CostLine) => prices[price].regions.includes(region);
  const foreign = lines.filter((line) => !isOwn(line));
  const own = [...new Set(lines.filter(isOwn).map(({ what }) => what))];
  return [
    ...(guessed.length === 0
      ? []
      : [`* ${inUsd(sumOf(guessed).monthlyUsd)} USD of it by prices that nobody has confirmed: ${sources.join("; ")}`]),
    ...(foreign.length === 0
      ? []
      : [
          `${inUsd(sumOf(foreign).monthlyUsd)} USD of it by ${pricesRegion}'s prices, as ${region}'s own are known of ${own.length === 0 ? "nothing here" : `${own.join(", ")} alone`}`,
        ]),
  ];
}
