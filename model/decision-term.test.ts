import { expect, test } from "vitest";
import { termProblem } from "./decision-term";

test("accepts one day to the longest term", () => {
  expect(termProblem("2026-11-21", "2026-11-22", 180)).toBeUndefined();
  expect(termProblem("2026-11-21", "2027-05-20", 180)).toBeUndefined();
  expect(termProblem("2026-11-21", "2026-12-05", 14)).toBeUndefined();
});

test("names the latest day where the term is too long, and asks for a later one where it is none", () => {
  expect(termProblem("2026-11-21", "2027-05-21", 180)).toBe(
    "2027-05-21 is 181 days after 2026-11-21, and 180 are allowed; use 2027-05-20 or earlier",
  );
  expect(termProblem("2026-11-21", "2026-12-06", 14)).toBe(
    "2026-12-06 is 15 days after 2026-11-21, and 14 are allowed; use 2026-12-05 or earlier",
  );
  expect(termProblem("2026-11-21", "2026-11-21", 180)).toBe(
    "2026-11-21 is not after 2026-11-21, the day of the decision; use a later day",
  );
});
