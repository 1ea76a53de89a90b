import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { occurrences } from "./occurrences";

const timezone = "America/Los_Angeles";
const between = (expression: string, from: string, to: string) =>
  occurrences({ expression, timezone }, Temporal.Instant.from(from), Temporal.Instant.from(to)).map(String);

const start = "cron(0 8 ? * MON,TUE,WED,THU,FRI *)";

test("follows the clock on the wall when the clocks go forward, on 2026-03-08", () => {
  expect(between(start, "2026-03-06T00:00:00-08:00", "2026-03-10T00:00:00-07:00")).toEqual([
    "2026-03-06T16:00:00Z",
    "2026-03-09T15:00:00Z",
  ]);
});

test("follows the clock on the wall when the clocks go back, on 2026-11-01", () => {
  expect(between(start, "2026-10-30T00:00:00-07:00", "2026-11-03T00:00:00-08:00")).toEqual([
    "2026-10-30T15:00:00Z",
    "2026-11-02T16:00:00Z",
  ]);
});

test("leaves out a time that is not there, and calls once at one that comes twice", () => {
  expect(between("cron(30 2 ? * SUN *)", "2026-03-08T00:00:00-08:00", "2026-03-09T00:00:00-07:00")).toEqual([]);
  expect(between("cron(30 1 ? * SUN *)", "2026-11-01T00:00:00-07:00", "2026-11-02T00:00:00-08:00")).toEqual([
    "2026-11-01T08:30:00Z",
  ]);
});

test("counts hours as they pass", () => {
  expect(between("rate(1 hour)", "2026-11-01T00:00:00-07:00", "2026-11-02T00:00:00-08:00")).toHaveLength(25);
});
