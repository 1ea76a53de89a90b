import { expect, test } from "vitest";
import { reconnectDelaySeconds } from "./reconnect-delay";

test.each([
  { failures: 0, shortest: 0.5, longest: 1 },
  { failures: 1, shortest: 1, longest: 2 },
  { failures: 4, shortest: 8, longest: 16 },
  { failures: 5, shortest: 15, longest: 30 },
  { failures: 2000, shortest: 15, longest: 30 },
])("waits $shortest to $longest s after $failures failures", ({ failures, shortest, longest }) => {
  expect(reconnectDelaySeconds(failures, 0)).toBe(shortest);
  expect(reconnectDelaySeconds(failures, 1)).toBe(longest);
});
