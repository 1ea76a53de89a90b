import { expect, test } from "vitest";
import { scheduleProblem, timezoneProblem } from "./schedule-rules";

test.each([
  "rate(1 minute)",
  "rate(5 minutes)",
  "rate(12 hours)",
  "cron(0 6 * * ? *)",
  "cron(0/15 8-17 ? * MON-FRI *)",
  "cron(*/10 * ? * 2,4,6 2027-2030)",
  "cron(0 6 L * ? *)",
  "cron(0 6 LW JAN,JUL ? *)",
  "cron(0 6 15W * ? *)",
  "cron(0 6 ? * 2#1 *)",
  "cron(0 6 ? * 6L *)",
])("%s is a schedule", (expression) => {
  expect(scheduleProblem(expression)).toBeUndefined();
});

const shape = "is not a schedule; use cron(MINUTES HOURS DAY MONTH WEEKDAY YEAR) or rate(5 minutes)";
const both = "must have ? as its day of the month or as its day of the week, and not as both";
const kinds = "*, lists with commas, ranges or steps";

test.each([
  ["0 6 * * *", `"0 6 * * *" ${shape}`],
  ["cron(0 6 * * ?)", `"cron(0 6 * * ?)" ${shape}`],
  ["rate(5 seconds)", `"rate(5 seconds)" ${shape}`],
  ["rate(0 minutes)", "a rate of 0 never comes; use at least 1"],
  ["rate(1 hours)", "rate(1 hours) is refused by AWS; use the singular for 1 alone"],
  ["rate(2 hour)", "rate(2 hour) is refused by AWS; use the singular for 1 alone"],
  ["cron(0 6 * * * *)", `cron(0 6 * * * *) ${both}`],
  ["cron(0 6 ? * ? *)", `cron(0 6 ? * ? *) ${both}`],
  ["cron(60 6 * * ? *)", `cron(60 6 * * ? *): 60 is no minute; use 0 to 59, ${kinds}`],
  ["cron(MON 6 * * ? *)", `cron(MON 6 * * ? *): MON is no minute; use 0 to 59, ${kinds}`],
  ["cron(? 6 * * ? *)", `cron(? 6 * * ? *): ? is no minute; use 0 to 59, ${kinds}`],
  ["cron(0 L * * ? *)", `cron(0 L * * ? *): L is no hour; use 0 to 23, ${kinds}`],
  ["cron(0 0/0 * * ? *)", `cron(0 0/0 * * ? *): 0/0 is no hour; use 0 to 23, ${kinds}`],
  ["cron(0 6 0 * ? *)", `cron(0 6 0 * ? *): 0 is no day of the month; use 1 to 31, ${kinds}`],
  ["cron(0 6 * MON ? *)", `cron(0 6 * MON ? *): MON is no month; use 1 to 12, ${kinds}`],
  ["cron(0 6 ? * 2#6 *)", `cron(0 6 ? * 2#6 *): 2#6 is no day of the week; use 1 to 7, ${kinds}`],
  ["cron(0 6 ? * 0 *)", `cron(0 6 ? * 0 *): 0 is no day of the week; use 1 to 7, ${kinds}`],
  ["cron(0 6 * * ? 1969)", `cron(0 6 * * ? 1969): 1969 is no year; use 1970 to 2199, ${kinds}`],
])("%s is none", (expression, problem) => {
  expect(scheduleProblem(expression)).toBe(problem);
});

test("a time zone has the name of a place, or is UTC", () => {
  expect(timezoneProblem("Europe/Berlin")).toBeUndefined();
  expect(timezoneProblem("UTC")).toBeUndefined();
  expect(timezoneProblem("Berlin")).toBe("Berlin is not a time zone; use a name such as Europe/Berlin or UTC");
  expect(timezoneProblem("+01:00")).toBe("+01:00 is not a time zone; use a name such as Europe/Berlin or UTC");
  expect(timezoneProblem("europe/berlin")).toBe("europe/berlin is a time zone but for its case; use Europe/Berlin");
});
