import { Temporal } from "temporal-polyfill";

const days = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

/**
 * When EventBridge Scheduler would call, from a time to another, the end left out: its User Guide, "Schedule types". A time that a change of
 * the clocks leaves out is not called at, and one that comes twice once.
 *
 * @param expression `rate(1 hour)`, or `cron(minute hour ? * DAY,DAY *)`
 */
export function occurrences(
  { expression, timezone }: { readonly expression: string; readonly timezone: string },
  from: Temporal.Instant,
  to: Temporal.Instant,
): readonly Temporal.Instant[] {
  if (expression === "rate(1 hour)") return hours(from, to);
  const [, minute, hour, list = ""] = /^cron\((\d+) (\d+) \? \* ([A-Z,]+) \*\)$/.exec(expression) ?? [];
  if (minute === undefined || hour === undefined) throw new RangeError(`${expression} is not read here`);
  const time = Temporal.PlainTime.from({ hour: Number(hour), minute: Number(minute) });
  const [first, last] = [from, to].map((instant) => instant.toZonedDateTimeISO(timezone).toPlainDate());
  const found: Temporal.Instant[] = [];
  for (let day = first; day !== undefined && last !== undefined && !isAfter(day, last); day = day.add({ days: 1 })) {
    if (!list.split(",").includes(days[day.dayOfWeek - 1] ?? "")) continue;
    const local = day.toPlainDateTime(time);
    const called = local.toZonedDateTime(timezone, { disambiguation: "earlier" });
    if (called.toPlainDateTime().equals(local)) found.push(called.toInstant());
  }
  return found.filter((instant) => !isBefore(instant, from) && isBefore(instant, to));
}

function hours(from: Temporal.Instant, to: Temporal.Instant): readonly Temporal.Instant[] {
  const found: Temporal.Instant[] = [];
  for (let next = from; isBefore(next, to); next = next.add({ hours: 1 })) found.push(next);
  return found;
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0;
}

function isAfter(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) > 0;
}
