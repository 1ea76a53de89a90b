import { Temporal } from "temporal-polyfill";
import { MendableError } from "../mendable-error";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { shownValue } from "../secret-values";
import { type Period, type ScheduledState, weekOf } from "./scheduled-state";
import type { ScheduleFacts } from "./weekly-windows";

/** What an environment's schedule makes of one week. */
export interface EnvironmentWeek {
  readonly environment: string;
  readonly schedule: ScheduleFacts;
  /** The week's first day, as 2026-11-23. */
  readonly monday: string;
  readonly periods: readonly Period[];
  readonly states: readonly StateInWeek[];
}

interface StateInWeek {
  readonly state: ScheduledState;
  readonly hours: number;
  readonly runs: string;
}

/** @throws MendableError for an environment that runs all week */
export function schedulePlanOf({ name, schedule }: EnvironmentPlan): NonNullable<EnvironmentPlan["schedule"]> {
  if (schedule !== undefined) return schedule;
  throw new MendableError(`${name} has no schedule and runs all week; set schedule in its file`);
}

/** @throws MendableError for an environment that runs all week */
export function scheduleOf(plan: EnvironmentPlan): ScheduleFacts {
  return schedulePlanOf(plan).facts;
}

/**
 * @param date any day of the week, as 2026-11-23
 * @throws MendableError for what is no date, and for an environment that runs all week
 */
export function environmentWeek(plan: EnvironmentPlan, date: string): EnvironmentWeek {
  const schedule = scheduleOf(plan);
  const periods = weekOf(schedule, dayNamed(date));
  return {
    environment: plan.name,
    schedule,
    monday: periods[0]?.from.toPlainDate().toString() ?? date,
    periods,
    states: states.flatMap((state) => {
      const own = periods.filter((period) => period.state === state);
      const hours = own.reduce((sum, period) => sum + period.hours, 0);
      return hours === 0 ? [] : [{ state, hours, runs: runsWhile(state, plan) }];
    }),
  };
}

const states: readonly ScheduledState[] = ["awake", "asleep", "torn down"];

function dayNamed(text: string): Temporal.PlainDate {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text, { overflow: "reject" });
  } catch {
    // The calendar has no such day.
  }
  throw new MendableError(`${shownValue(text)} is not a date; use one such as 2026-11-23`);
}

function runsWhile(state: ScheduledState, { services }: EnvironmentPlan): string {
  const sleeping = services.filter(({ scaling }) => scaling !== undefined);
  switch (state) {
    case "awake":
      return sleeping.map(({ name, scaling }) => `${name} (${tasks(scaling)})`).join(", ");
    case "asleep":
      return "no service; the runtime stack is there";
    case "torn down":
      return "the base stack alone";
  }
}

function tasks(scaling: EnvironmentPlan["services"][number]["scaling"]): string {
  const [least, most] = [scaling?.minimumTasks ?? 0, scaling?.maximumTasks ?? 0];
  if (least === most) return `${least} ${least === 1 ? "task" : "tasks"}`;
  return `${least} to ${most} tasks`;
}
