import { Temporal } from "temporal-polyfill";
import { type ScheduleFacts, weeklyWindows, weekMinutes } from "./weekly-windows";

/** What an environment is by its schedule: `torn down` is a runtime stack that was destroyed, and comes back. */
export type ScheduledState = "awake" | "asleep" | "torn down";

export interface Period {
  readonly from: Temporal.ZonedDateTime;
  readonly to: Temporal.ZonedDateTime;
  readonly state: ScheduledState;
  /** As they pass, so that the night of a change of the clocks is shorter or longer. */
  readonly hours: number;
}

/** What it is to be: an override of a person keeps it awake until it ends, whatever the schedule says. */
export function wantedState(
  schedule: ScheduleFacts,
  at: Temporal.Instant,
  overriddenUntil?: Temporal.Instant,
): ScheduledState {
  const isOverridden = overriddenUntil !== undefined && Temporal.Instant.compare(at, overriddenUntil) < 0;
  return isOverridden ? "awake" : scheduledState(schedule, at);
}

/** What it is by the schedule alone. A time that a change of the clocks leaves out or repeats counts by the clock on the wall. */
export function scheduledState(schedule: ScheduleFacts, at: Temporal.Instant): ScheduledState {
  const { dayOfWeek, hour, minute } = at.toZonedDateTimeISO(schedule.timezone);
  return stateAt(schedule, ((dayOfWeek - 1) * 24 + hour) * 60 + minute);
}

/** The first time after an instant at which the schedule changes what it is. */
export function nextChange(schedule: ScheduleFacts, at: Temporal.Instant): Pick<Period, "from" | "state"> | undefined {
  const monday = mondayBefore(at.toZonedDateTimeISO(schedule.timezone).toPlainDate());
  return [monday, monday.add({ weeks: 1 })]
    .flatMap((week) => changesIn(schedule, week))
    .find(({ from }) => Temporal.Instant.compare(from.toInstant(), at) > 0);
}

/** @param day any day of the week */
export function weekOf(schedule: ScheduleFacts, day: Temporal.PlainDate): readonly Period[] {
  const monday = mondayBefore(day);
  const [first, end] = [monday, monday.add({ weeks: 1 })].map((date) => localTime(schedule, date, 0));
  const begins = [{ from: first, state: stateAt(schedule, 0) }, ...changesIn(schedule, monday)];
  return begins.flatMap(({ from, state }, index) => {
    const to = begins[index + 1]?.from ?? end;
    if (from === undefined || to === undefined || from.equals(to)) return [];
    return [{ from, to, state, hours: from.until(to).total("hours") }];
  });
}

function stateAt(schedule: ScheduleFacts, minute: number): ScheduledState {
  const windows = weeklyWindows(schedule);
  if (windows.some(({ start, stop }) => minute >= start && minute < stop)) return "awake";
  const isWeekend = minute < (windows[0]?.start ?? 0) || minute >= (windows.at(-1)?.stop ?? weekMinutes);
  return schedule.weekend === "teardown" && isWeekend ? "torn down" : "asleep";
}

function changesIn(schedule: ScheduleFacts, monday: Temporal.PlainDate): readonly Pick<Period, "from" | "state">[] {
  return weeklyWindows(schedule)
    .flatMap(({ start, stop }) => [start, stop])
    .filter((minute, index, minutes) => minute !== minutes[index - 1] && minute !== minutes[index + 1])
    .map((minute) => ({ from: localTime(schedule, monday, minute), state: stateAt(schedule, minute) }));
}

function localTime({ timezone }: ScheduleFacts, monday: Temporal.PlainDate, minute: number): Temporal.ZonedDateTime {
  return monday.toPlainDateTime().add({ minutes: minute }).toZonedDateTime(timezone);
}

function mondayBefore(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}
