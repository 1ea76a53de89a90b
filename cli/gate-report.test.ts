import { expect, test } from "vitest";
import { gateReport } from "./gate-report";

const proven = {
  id: "token",
  title: "the token in hand cannot apply",
  proof: { verdict: "proven", because: "it may plan" },
} as const;

test("says of a part of the gate that it is a part", () => {
  expect(gateReport("staging", [proven], false).at(-1)).toBe("the gate of staging is proven");
  expect(gateReport("staging", [proven], true)).toEqual([
    "✔ the token in hand cannot apply",
    "    it may plan",
    "",
    "this part of the gate of staging is proven",
  ]);
});
