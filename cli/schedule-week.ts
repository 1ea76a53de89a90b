import type { EnvironmentWeek } from "../model/schedule/environment-week";
import type { Period } from "../model/schedule/scheduled-state";

/** For machines. */
export function weekDocument({ periods, ...week }: EnvironmentWeek) {
  const instant = (time: Period["from"]) => time.toString({ timeZoneName: "never" });
  return {
    ...week,
    periods: periods.map(({ from, to, state, hours }) => ({ from: instant(from), to: instant(to), state, hours })),
  };
}

/** For people. */
export function weekText(week: EnvironmentWeek): string {
  const { environment, monday, schedule, periods } = week;
  const { timezone, start, stop, weekend } = schedule;
  return [
    `${environment}, the week of ${monday} in ${timezone}: starts ${start}, stops ${stop}, weekend: ${weekend}`,
    "",
    ...table([
      ["from", "to", "state", "hours"],
      ...periods.map(({ from, to, state, hours }) => [clock(from), clock(to), state, String(hours)]),
    ]),
    "",
    ...table(stateRows(week)),
    `saves ${week.savingPercent} %: 1 - ${inUsd(week.usd)} / ${inUsd(week.awakeThroughoutUsd)}; by line and month: npx slipway cost ${environment}`,
    "",
    ...table([["billed though no service runs", "USD asleep", "USD torn down"], ...billedRows(week)]),
    "",
  ].join("\n");
}

function stateRows({ states, usd, awakeThroughoutUsd }: EnvironmentWeek): readonly (readonly string[])[] {
  const hours = String(states.reduce((sum, state) => sum + state.hours, 0));
  return [
    ["state", "hours", "USD an hour", "USD", "what runs"],
    ...states.map((state) => [
      state.state,
      String(state.hours),
      state.usdPerHour.toFixed(4),
      inUsd(state.usd),
      state.runs,
    ]),
    ["together", hours, "", inUsd(usd), ""],
    ["awake all week", hours, "", inUsd(awakeThroughoutUsd), ""],
  ];
}

/** What comes to less than a cent is one line. */
function billedRows({ stillBilled }: EnvironmentWeek): readonly (readonly string[])[] {
  const isShown = ({ asleepUsd, tornDownUsd }: (typeof stillBilled)[number]) => asleepUsd + tornDownUsd >= 0.01;
  const total = (of: "asleepUsd" | "tornDownUsd", part: typeof stillBilled) =>
    inUsd(part.reduce((sum, line) => sum + line[of], 0));
  const small = stillBilled.filter((line) => !isShown(line));
  const rest =
    small.length === 0 ? [] : [["less than a cent each", total("asleepUsd", small), total("tornDownUsd", small)]];
  return [
    ...stillBilled.filter(isShown).map((line) => [line.what, inUsd(line.asleepUsd), inUsd(line.tornDownUsd)]),
    ...rest,
    ["together", total("asleepUsd", stillBilled), total("tornDownUsd", stillBilled)],
  ];
}

function inUsd(amount: number): string {
  return amount.toFixed(2);
}

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** With its offset, as a change of the clocks is seen by it alone. */
function clock(time: Period["from"]): string {
  const date = time.toPlainDate().toString();
  return `${days[time.dayOfWeek - 1]} ${date} ${time.toPlainTime().toString({ smallestUnit: "minute" })} ${time.offset}`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        isNumber(rows, column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}

function isNumber(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.slice(1).every((row) => /^[\d.]*$/.test(row[column] ?? ""));
}
