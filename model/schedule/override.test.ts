import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { overrideEnd, overrideProblem } from "./override";

const now = Temporal.Instant.from("2026-11-22T12:00:00Z");

test("is an instant with its offset, in the time to come", () => {
  expect(overrideEnd("2026-11-23T18:00:00-08:00")?.toString()).toBe("2026-11-24T02:00:00Z");
  expect(overrideProblem("2026-11-23T18:00:00-08:00", now)).toBeUndefined();
  expect(overrideProblem("2026-11-22T12:00:01Z", now)).toBeUndefined();
});

test.each(["2026-11-23T18:00:00", "tomorrow", "2026-11-23", ""])("is never %s", (text) => {
  expect(overrideEnd(text)).toBeUndefined();
  expect(overrideProblem(text, now)).toContain(
    "is not a time with its offset from UTC; use one such as 2026-11-23T18:00:00-08:00",
  );
});

test("has not passed", () => {
  expect(overrideProblem("2026-11-22T04:00:00-08:00", now)).toBe(
    "2026-11-22T04:00:00-08:00 has passed; use a time to come, such as 2026-11-23T18:00:00-08:00",
  );
});
