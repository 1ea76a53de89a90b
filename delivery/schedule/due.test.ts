import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { weekdays as schedule } from "../../test/helpers/weekdays";
import { isItsTime, type Standing, whatIsDue } from "./due";

const at = (text: string) => Temporal.Instant.from(text);
const [friday, night, saturday, monday, tuesday] = [
  "2026-11-27T19:59:00-08:00",
  "2026-11-26T23:00:00-08:00",
  "2026-11-28T11:00:00-08:00",
  "2026-11-30T08:00:00-08:00",
  "2026-12-01T03:00:00-08:00",
].map(at);

const there: Standing = { kind: "there", isOfSchedule: false };
const gone: Standing = { kind: "torn down", isOfSchedule: true };
const pieces: Standing = { kind: "in pieces", isOfSchedule: true };
const byPerson = { isOfSchedule: false } as const;

test.each([
  ["before Friday's evening", friday, there, "nothing"],
  ["in a weekday's night", night, there, "nothing"],
  ["after a Friday that was missed", saturday, there, "teardown"],
  ["after a return of a person's at the weekend", saturday, { ...there, ...byPerson }, "teardown"],
  ["after a teardown that failed", saturday, pieces, "teardown"],
  ["when it is torn down", saturday, gone, "nothing"],
  ["when a person has torn it down", saturday, { ...gone, ...byPerson }, "nothing"],
  ["on Monday", monday, gone, "return"],
  ["after a return that failed", monday, pieces, "return"],
  ["after a Monday that was missed", tuesday, gone, "return"],
  ["when it is back", monday, there, "nothing"],
  ["where a person destroyed it", monday, { ...gone, ...byPerson }, "nothing"],
  ["where a person's apply failed", monday, { ...pieces, ...byPerson }, "nothing"],
  ["before the first apply", saturday, { kind: "absent", isOfSchedule: false } as const, "nothing"],
  ["before the first apply, on a working day", monday, { kind: "absent", isOfSchedule: false } as const, "nothing"],
])("%s", (_, now, standing, due) => {
  expect(now && whatIsDue(schedule, now, undefined, standing).due).toBe(due);
});

test("an override keeps it, brings it back at a weekend, and ends by itself", () => {
  const until = at("2026-11-28T18:00:00-08:00");
  const due = (now: string, standing: Standing) => whatIsDue(schedule, at(now), until, standing).due;
  expect(due("2026-11-27T21:00:00-08:00", there)).toBe("nothing");
  expect(due("2026-11-28T17:59:00-08:00", gone)).toBe("return");
  expect(due("2026-11-28T18:00:00-08:00", there)).toBe("teardown");
});

test("says why", () => {
  expect(saturday && whatIsDue(schedule, saturday, undefined, there).because).toBe("it is to be torn down, and runs");
  expect(monday && whatIsDue(schedule, monday, undefined, { ...gone, ...byPerson }).because).toBe(
    "a person's run has left it torn down: a person brings it back",
  );
});

test("follows the clock on the wall when it changes", () => {
  const due = (now: string) => whatIsDue(schedule, at(now), undefined, gone).due;
  expect(due("2026-03-09T14:59:00Z")).toBe("nothing");
  expect(due("2026-03-09T15:00:00Z")).toBe("return");
  expect(due("2026-11-02T15:59:00Z")).toBe("nothing");
  expect(due("2026-11-02T16:00:00Z")).toBe("return");
});

test("a schedule that only sleeps tears nothing down", () => {
  const sleeping = { ...schedule, weekend: "sleep" } as const;
  expect(saturday && whatIsDue(sleeping, saturday, undefined, there).due).toBe("nothing");
  expect(saturday && isItsTime("teardown", sleeping, saturday, undefined)).toBe(false);
});
