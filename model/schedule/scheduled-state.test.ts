import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { weekdays as schedule } from "../../test/helpers/weekdays";
import { nextChange, scheduledState, wantedState, weekOf } from "./scheduled-state";
import { weeklyHours } from "./weekly-windows";

const instant = (text: string) => Temporal.Instant.from(text);
const day = (text: string) => Temporal.PlainDate.from(text);

const states = [
  ["2026-11-23T07:59:59-08:00", "torn down"],
  ["2026-11-23T08:00:00-08:00", "awake"],
  ["2026-11-23T19:59:59-08:00", "awake"],
  ["2026-11-23T20:00:00-08:00", "asleep"],
  ["2026-11-24T03:00:00-08:00", "asleep"],
  ["2026-11-27T19:59:59-08:00", "awake"],
  ["2026-11-27T20:00:00-08:00", "torn down"],
  ["2026-11-29T12:00:00-08:00", "torn down"],
] as const;

test.each(states)("at %s it is %s", (at, state) => {
  expect(scheduledState(schedule, instant(at))).toBe(state);
  if (state === "torn down") expect(scheduledState({ ...schedule, weekend: "sleep" }, instant(at))).toBe("asleep");
});

test("follows the clock on the wall when it changes", () => {
  // Clocks go forward on 2026-03-08 and back on 2026-11-01: 08:00 is 16:00 UTC in winter, 15:00 in summer.
  expect(scheduledState(schedule, instant("2026-03-06T15:59:00Z"))).toBe("asleep");
  expect(scheduledState(schedule, instant("2026-03-06T16:00:00Z"))).toBe("awake");
  expect(scheduledState(schedule, instant("2026-03-09T14:59:00Z"))).toBe("torn down");
  expect(scheduledState(schedule, instant("2026-03-09T15:00:00Z"))).toBe("awake");
  expect(scheduledState(schedule, instant("2026-11-02T15:59:00Z"))).toBe("torn down");
  expect(scheduledState(schedule, instant("2026-11-02T16:00:00Z"))).toBe("awake");
});

test("an override keeps it awake to its end, and not a second longer", () => {
  const until = instant("2026-11-28T18:00:00-08:00");
  expect(wantedState(schedule, instant("2026-11-28T17:59:59-08:00"), until)).toBe("awake");
  expect(wantedState(schedule, until, until)).toBe("torn down");
  expect(wantedState(schedule, instant("2026-11-28T17:59:59-08:00"))).toBe("torn down");
});

describe("a week", () => {
  const hoursOf = (date: string) => weekOf(schedule, day(date)).map(({ state, hours }) => [state, hours]);
  const middle = [
    ...Array.from({ length: 4 }, () => [
      ["awake", 12],
      ["asleep", 12],
    ]).flat(),
    ["awake", 12],
  ];

  test("runs from Monday's to Monday's midnight", () => {
    const week = weekOf(schedule, day("2026-11-26"));
    expect(week[0]?.from.toString()).toBe("2026-11-23T00:00:00-08:00[America/Los_Angeles]");
    expect(week.at(-1)?.to.toString()).toBe("2026-11-30T00:00:00-08:00[America/Los_Angeles]");
    expect(hoursOf("2026-11-23")).toEqual([["torn down", 8], ...middle, ["torn down", 52]]);
  });

  test("is an hour shorter when the clocks go forward, and longer when they go back", () => {
    expect(hoursOf("2026-03-02").at(-1)).toEqual(["torn down", 51]);
    expect(hoursOf("2026-10-26").at(-1)).toEqual(["torn down", 53]);
    const nights = { ...schedule, start: "Mon-Sat 20:00", stop: "Tue-Sun 04:00" };
    expect(weekOf(nights, day("2026-03-02")).at(-2)).toMatchObject({ state: "awake", hours: 7 });
    expect(weekOf(nights, day("2026-10-26")).at(-2)).toMatchObject({ state: "awake", hours: 9 });
  });
});

test("tells the next change, over the weekend too", () => {
  const next = (at: string) => {
    const change = nextChange(schedule, instant(at));
    return [change?.state, change?.from.toString({ timeZoneName: "never" })];
  };
  expect(next("2026-11-23T08:00:00-08:00")).toEqual(["asleep", "2026-11-23T20:00:00-08:00"]);
  expect(next("2026-11-27T19:00:00-08:00")).toEqual(["torn down", "2026-11-27T20:00:00-08:00"]);
  expect(next("2026-11-27T20:00:00-08:00")).toEqual(["awake", "2026-11-30T08:00:00-08:00"]);
  expect(next("2026-11-01T00:30:00-07:00")).toEqual(["awake", "2026-11-02T08:00:00-08:00"]);
});

test("any week of any place adds up, holds what the state says, and has the hours of a usual week but for a change of the clocks", () => {
  const zones = [
    "America/Los_Angeles",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "UTC",
    "America/Sao_Paulo",
  ];
  const facts = fc.record({ timezone: fc.constantFrom(...zones), week: fc.nat(600), minute: fc.nat(6 * 24 * 60) });
  fc.assert(
    fc.property(facts, ({ timezone, week, minute }) => {
      const there = { ...schedule, timezone };
      const monday = day("2024-01-01").add({ weeks: week });
      const periods = weekOf(there, monday);
      const total = periods.reduce((sum, { hours }) => sum + hours, 0);
      expect(Math.abs(total - 168)).toBeLessThanOrEqual(1);
      const awake = periods.filter(({ state }) => state === "awake").reduce((sum, { hours }) => sum + hours, 0);
      expect(awake).toBe(weeklyHours(there).awake);
      const at = periods[0]?.from.add({ minutes: minute }).toInstant() ?? instant("2024-01-01T00:00Z");
      const period = periods.find(({ to }) => Temporal.Instant.compare(at, to.toInstant()) < 0);
      expect(scheduledState(there, at)).toBe(period?.state);
    }),
    { seed: 13, numRuns: 300 },
  );
});
