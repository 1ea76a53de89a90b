import { expect, test } from "vitest";
import { mebibytesPerSecond, treeKibibytes, watchMemory } from "./memory-samples";

test("adds up a process and all below it, and nobody else", () => {
  const listing = "    1     0  500\n   10     1  1000\n   11    10  20\n   12    11  3\n   20     1  7000\n";
  expect(treeKibibytes(listing, 10)).toBe(1023);
  expect(treeKibibytes(listing, 99)).toBe(0);
});

test("finds the slope that even and noisy growth have, and none in what is level", () => {
  const rising = [0, 1, 2, 3].map((seconds) => ({ seconds, mebibytes: 100 + 2 * seconds }));
  expect(mebibytesPerSecond(rising)).toBeCloseTo(2);
  const noisy = [1, -1, -1, 1].map((noise, seconds) => ({ seconds, mebibytes: 100 + 2 * seconds + noise }));
  expect(mebibytesPerSecond(noisy)).toBeCloseTo(2);
  expect(mebibytesPerSecond(rising.map(({ seconds }) => ({ seconds, mebibytes: 100 })))).toBe(0);
});

test("sees the memory of this process until it is told to stop", async () => {
  const watching = new AbortController();
  const samples = watchMemory(process.pid, watching.signal);
  setTimeout(() => watching.abort(), 100);
  expect(await samples).toEqual([{ seconds: expect.any(Number), mebibytes: expect.any(Number) }]);
  expect((await samples)[0]?.mebibytes).toBeGreaterThan(20);
});
