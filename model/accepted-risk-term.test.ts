import { expect, test } from "vitest";
import { acceptedRiskTermProblem } from "./accepted-risk-term";

test("accepts 1 to 180 days", () => {
  expect(acceptedRiskTermProblem("2026-11-21", "2026-11-22")).toBeUndefined();
  expect(acceptedRiskTermProblem("2026-11-21", "2027-05-20")).toBeUndefined();
});

test("names the latest day where the term is too long, and asks for a later one where it is none", () => {
  expect(acceptedRiskTermProblem("2026-11-21", "2027-05-21")).toBe(
    "2027-05-21 is 181 days after 2026-11-21, and 180 are allowed; use 2027-05-20 or earlier",
  );
  expect(acceptedRiskTermProblem("2026-11-21", "2026-11-21")).toBe(
    "2026-11-21 is not after 2026-11-21, the day it was accepted on; use a later day",
  );
});
