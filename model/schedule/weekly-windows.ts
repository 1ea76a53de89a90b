import { shownValue } from "../secret-values";

/** When an environment runs, in the local time of a place. */
export interface ScheduleFacts {
  /** Name in the IANA database. */
  readonly timezone: string;
  /** Days and time at which it wakes and at which it goes to sleep, such as `Mon-Fri 08:00`. */
  readonly start: string;
  readonly stop: string;
  /** What becomes of it between the week's last stop and the next week's first start. */
  readonly weekend: "sleep" | "teardown";
  readonly override: OverrideFacts;
}

interface OverrideFacts {
  /** Name of the tag with which a person keeps it running. */
  readonly tag: string;
}

/** From a start to its stop, in minutes of local time since Monday's midnight. None runs past the end of the week. */
export interface WeeklyWindow {
  readonly start: number;
  readonly stop: number;
}

interface WeeklyTimes {
  /** 0 is Monday. In the order of the week, each once. */
  readonly days: readonly number[];
  readonly hour: number;
  readonly minute: number;
}

type Times = Pick<ScheduleFacts, "start" | "stop">;

const weekdays: readonly string[] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const dayMinutes = 24 * 60;
export const weekMinutes = 7 * dayMinutes;

/** Nothing for what is no such text. */
export function weeklyTimes(text: string): WeeklyTimes | undefined {
  const [, list = "", hour, minute] = /^(\S+) ([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  const ranges = list.split(",").map(daysOf);
  const days = [...new Set(ranges.flatMap((range) => range ?? []))].sort((one, other) => one - other);
  if (hour === undefined || minute === undefined || ranges.includes(undefined)) return undefined;
  return { days, hour: Number(hour), minute: Number(minute) };
}

function daysOf(range: string): readonly number[] | undefined {
  const ends = range.split("-").map((day) => weekdays.indexOf(day));
  const [first = -1, last = first] = ends;
  if (ends.length > 2 || ends.includes(-1) || last < first) return undefined;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Why a text is no days with a time, or nothing. */
export function weeklyTimesProblem(text: string): string | undefined {
  if (weeklyTimes(text) !== undefined) return undefined;
  return `${shownValue(text)} is not days with a time; use one such as Mon-Fri 08:00 or Mon,Wed 20:30, with Mon first and Sun last`;
}

/** Why starts and stops do not fit together, or nothing. Texts that are malformed are told by `weeklyTimesProblem`. */
export function windowsProblem({ start, stop }: Times): string | undefined {
  const [starts, stops] = [minutesOf(start), minutesOf(stop)];
  if (starts.length === 0 || stops.length === 0) return undefined;
  if (starts.length !== stops.length) {
    return `${stop} stops on ${stops.length} days and ${start} starts on ${starts.length}; each start needs one stop`;
  }
  const windows = paired(starts, stops);
  const backwards = windows.find((window) => window.stop <= window.start);
  if (backwards !== undefined) {
    return `${shown(backwards.stop)} is not after the start at ${shown(backwards.start)}; use a later stop; what runs past midnight stops on the next day, and on Sunday it cannot`;
  }
  const overlapping = windows.find((window, index) => window.stop > (windows[index + 1]?.start ?? weekMinutes));
  return overlapping === undefined
    ? undefined
    : `the window from ${shown(overlapping.start)} to ${shown(overlapping.stop)} overlaps the next one; stop before the next start`;
}

/** In the order of the week. */
export function weeklyWindows({ start, stop }: Times): readonly WeeklyWindow[] {
  return paired(minutesOf(start), minutesOf(stop));
}

/** Hours of a week without a change of the clocks, by what the environment is in them; 168 in all. */
export function weeklyHours(schedule: ScheduleFacts): Readonly<Record<"awake" | "asleep" | "tornDown", number>> {
  const windows = weeklyWindows(schedule);
  const awake = sum(windows.map((window) => window.stop - window.start));
  const [last, first] = [windows.at(-1), windows[0]];
  const weekend = last === undefined || first === undefined ? 0 : first.start + weekMinutes - last.stop;
  const tornDown = schedule.weekend === "teardown" ? weekend : 0;
  return { awake: awake / 60, asleep: (weekMinutes - awake - tornDown) / 60, tornDown: tornDown / 60 };
}

export interface Trigger {
  readonly name: "start" | "stop" | "hourly";
  /** As EventBridge Scheduler has it, in the schedule's time zone. */
  readonly expression: string;
}

/**
 * When somebody looks whether the environment is as it should be: at each start and stop, and once an hour, as an override begins
 * and ends when a person likes.
 */
export function scheduleTriggers({ start, stop }: Times): readonly Trigger[] {
  return [
    { name: "start", expression: cronOf(start) },
    { name: "stop", expression: cronOf(stop) },
    { name: "hourly", expression: "rate(1 hour)" },
  ];
}

function cronOf(text: string): string {
  const { days, hour, minute } = weeklyTimes(text) ?? { days: [], hour: 0, minute: 0 };
  return `cron(${minute} ${hour} ? * ${days.map((day) => weekdays[day]?.toUpperCase()).join(",")} *)`;
}

function minutesOf(text: string): readonly number[] {
  const { days, hour, minute } = weeklyTimes(text) ?? { days: [], hour: 0, minute: 0 };
  return days.map((day) => day * dayMinutes + hour * 60 + minute);
}

function paired(starts: readonly number[], stops: readonly number[]): readonly WeeklyWindow[] {
  return starts.flatMap((start, index) => {
    const stop = stops[index];
    return stop === undefined ? [] : [{ start, stop }];
  });
}

function shown(minutes: number): string {
  const inDay = minutes % dayMinutes;
  const [hour, minute] = [Math.floor(inDay / 60), inDay % 60].map((part) => String(part).padStart(2, "0"));
  return `${weekdays[Math.floor(minutes / dayMinutes)]} ${hour}:${minute}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
