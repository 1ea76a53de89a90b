import { expect, test } from "vitest";
import { isAtLeast } from "./version";

test.each([
  ["1.9.0", true],
  ["1.11.4", true],
  ["2.0.0", true],
  ["1.8.9", false],
  ["0.15.5", false],
  ["of an unknown version", false],
])("%s is at least 1.9: %s", (version, expected) => {
  expect(isAtLeast(version, { major: 1, minor: 9 })).toBe(expected);
});
