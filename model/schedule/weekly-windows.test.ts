import { describe, expect, test } from "vitest";
import {
  scheduleTriggers,
  weeklyHours,
  weeklyTimes,
  weeklyTimesProblem,
  weeklyWindows,
  windowsProblem,
} from "./weekly-windows";

const weekdays = {
  timezone: "America/Los_Angeles",
  start: "Mon-Fri 08:00",
  stop: "Mon-Fri 20:00",
  override: { tag: "keep-running-until" },
} as const;

test("reads days and times", () => {
  expect(weeklyTimes("Mon-Fri 08:00")).toEqual({ days: [0, 1, 2, 3, 4], hour: 8, minute: 0 });
  expect(weeklyTimes("Sat,Mon-Tue,Mon 23:59")).toEqual({ days: [0, 1, 5], hour: 23, minute: 59 });
});

test.each([
  "08:00",
  "Mon-Fri",
  "Mon-Fri 8:00",
  "Mon-Fri 24:00",
  "Fri-Mon 08:00",
  "Mon-Tue-Wed 08:00",
  "mon 08:00",
  "Mon, 08:00",
])("takes no %s", (text) => {
  expect(weeklyTimes(text)).toBeUndefined();
  expect(weeklyTimesProblem(text)).toContain(
    " is not days with a time; use one such as Mon-Fri 08:00 or Mon,Wed 20:30, with Mon first and Sun last",
  );
});

describe("starts and stops", () => {
  const fitting = [
    ["Mon-Fri 08:00", "Mon-Fri 20:00"],
    ["Mon-Fri 20:00", "Tue-Sat 04:00"],
    ["Mon-Fri 08:00", "Tue-Sat 08:00"],
    ["Mon 08:00", "Fri 20:00"],
    ["nothing", "Mon-Fri 20:00"],
  ] as const;
  test.each(fitting)("fit: %s, %s", (start, stop) => expect(windowsProblem({ start, stop })).toBeUndefined());

  const unfitting = [
    [
      "Mon-Thu 08:00",
      "Mon-Fri 20:00",
      "Mon-Fri 20:00 stops on 5 days and Mon-Thu 08:00 starts on 4; each start needs one stop",
    ],
    [
      "Mon-Fri 20:00",
      "Mon-Fri 08:00",
      "Mon 08:00 is not after the start at Mon 20:00; use a later stop; what runs past midnight stops on the next day, and on Sunday it cannot",
    ],
    [
      "Mon,Wed 08:00",
      "Wed,Fri 20:00",
      "the window from Mon 08:00 to Wed 20:00 overlaps the next one; stop before the next start",
    ],
  ] as const;
  test.each(unfitting)("do not fit: %s, %s", (start, stop, problem) =>
    expect(windowsProblem({ start, stop })).toBe(problem),
  );

  test("are windows in the order of the week", () => {
    expect(weeklyWindows({ start: "Wed,Mon 08:00", stop: "Mon,Wed 20:00" })).toEqual([
      { start: 480, stop: 1200 },
      { start: 3360, stop: 4080 },
    ]);
  });
});

test("counts 60 hours awake of 168, and the weekend by what becomes of it", () => {
  expect(weeklyHours({ ...weekdays, weekend: "teardown" })).toEqual({ awake: 60, asleep: 48, tornDown: 60 });
  expect(weeklyHours({ ...weekdays, weekend: "sleep" })).toEqual({ awake: 60, asleep: 108, tornDown: 0 });
});

test("looks at each start and stop, and once an hour", () => {
  expect(scheduleTriggers({ start: "Mon-Fri 08:15", stop: "Tue-Sat 04:30" })).toEqual([
    { name: "start", expression: "cron(15 8 ? * MON,TUE,WED,THU,FRI *)" },
    { name: "stop", expression: "cron(30 4 ? * TUE,WED,THU,FRI,SAT *)" },
    { name: "hourly", expression: "rate(1 hour)" },
  ]);
});
