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
export function weekText({ environment, monday, schedule, periods, states }: EnvironmentWeek): string {
  const { timezone, start, stop, weekend } = schedule;
  return [
    `${environment}, the week of ${monday} in ${timezone}: starts ${start}, stops ${stop}, weekend: ${weekend}`,
    "",
    ...table([
      ["from", "to", "state", "hours"],
      ...periods.map(({ from, to, state, hours }) => [clock(from), clock(to), state, String(hours)]),
    ]),
    "",
    ...table([
      ["state", "hours", "what runs"],
      ...states.map(({ state, hours, runs }) => [state, String(hours), runs]),
    ]),
    "",
  ].join("\n");
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
