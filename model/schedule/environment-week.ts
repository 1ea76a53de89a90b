import { Temporal } from "temporal-polyfill";
import { environmentCost, savingPercent } from "../cost/environment-cost";
import { MendableError } from "../mendable-error";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { hoursPerMonth } from "../prices";
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
  /** Of this week, and of the same week awake throughout. */
  readonly usd: number;
  readonly awakeThroughoutUsd: number;
  readonly savingPercent: number;
  /** What is billed though no service runs, the dearest first. */
  readonly stillBilled: readonly StillBilled[];
}

interface StateInWeek {
  readonly state: ScheduledState;
  readonly hours: number;
  readonly runs: string;
  readonly usdPerHour: number;
  readonly usd: number;
}

interface StillBilled {
  readonly what: string;
  /** In the week's hours of the state. */
  readonly asleepUsd: number;
  readonly tornDownUsd: number;
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
  const states = scheduledStates.map((state) => stateInWeek(state, plan, periods));
  const usd = sum(states.map((state) => state.usd));
  const hours = sum(states.map((state) => state.hours));
  const awakeThroughoutUsd = usdIn("awake", plan, hours);
  return {
    environment: plan.name,
    schedule,
    monday: periods[0]?.from.toPlainDate().toString() ?? date,
    periods,
    states: states.filter((state) => state.hours > 0),
    usd,
    awakeThroughoutUsd,
    savingPercent: savingPercent({ monthlyUsd: usd, allWeekUsd: awakeThroughoutUsd }),
    stillBilled: stillBilled(plan, states),
  };
}

const scheduledStates: readonly ScheduledState[] = ["awake", "asleep", "torn down"];

function stateInWeek(state: ScheduledState, plan: EnvironmentPlan, periods: readonly Period[]): StateInWeek {
  const hours = sum(periods.flatMap((period) => (period.state === state ? [period.hours] : [])));
  const usdPerHour = usdIn(state, plan, 1);
  return { state, hours, runs: runsWhile(state, plan), usdPerHour, usd: usdPerHour * hours };
}

/** What hours in a state cost, of a month that is all in it. */
function usdIn(state: ScheduledState, plan: EnvironmentPlan, hours: number): number {
  return (costIn(state, plan).total.monthlyUsd * hours) / hoursPerMonth;
}

function costIn(state: ScheduledState, plan: EnvironmentPlan) {
  return environmentCost(plan, { awake: 0, asleep: 0, tornDown: 0, [hoursKey[state]]: 1 });
}

const hoursKey = { awake: "awake", asleep: "asleep", "torn down": "tornDown" } as const;

function stillBilled(plan: EnvironmentPlan, states: readonly StateInWeek[]): readonly StillBilled[] {
  const [, asleep = 0, tornDown = 0] = states.map(({ hours }) => hours / hoursPerMonth);
  const gone = costIn("torn down", plan).lines;
  return costIn("asleep", plan)
    .lines.map(({ what, monthlyUsd }, index) => ({
      what,
      asleepUsd: monthlyUsd * asleep,
      tornDownUsd: (gone[index]?.monthlyUsd ?? 0) * tornDown,
    }))
    .filter(({ asleepUsd, tornDownUsd }) => asleepUsd + tornDownUsd > 0)
    .sort((one, other) => other.asleepUsd + other.tornDownUsd - one.asleepUsd - one.tornDownUsd);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

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
