import { expect, test } from "vitest";
import type { SteadyFigures, StoppedFigures } from "./stream-load";
import { steadyFaults, stoppedFaults } from "./stream-load-faults";

const steady: SteadyFigures = {
  failed: [],
  chunks: 61,
  peakMebibytes: 1024,
  mebibytesPerSecond: 1,
  longestSilenceSeconds: 1.1,
};
const stopped: StoppedFigures = {
  lost: [],
  whole: 30,
  told: 10,
  untold: [],
  end: { exitCode: 0, signal: null, seconds: 25 },
};
const limits = { memoryMiB: 1024, mebibytesPerSecond: 1 };

test("finds no fault in figures at their limits", () => {
  expect(steadyFaults(steady, limits)).toEqual([]);
  expect(stoppedFaults(stopped)).toEqual([]);
});

test("names every limit that a steady load misses, and how streams failed", () => {
  const failed = ["status 200, 3 chunks, cut", "status 503, 0 chunks, cut", "status 200, 3 chunks, cut"];
  expect(steadyFaults({ ...steady, failed, peakMebibytes: 1025, mebibytesPerSecond: 1.06 }, limits)).toEqual([
    "2 failed: status 200, 3 chunks, cut",
    "1 failed: status 503, 0 chunks, cut",
    "peak memory in MiB: 1025.0, allowed are 1024",
    "growth in MiB/s: 1.1, allowed are 1",
  ]);
});

test("names what a stop has lost, and a task that had to be killed", () => {
  const how = "status 200, 3 chunks, cut";
  const end = { exitCode: null, signal: "SIGKILL", seconds: 30 } as const;
  expect(stoppedFaults({ ...stopped, lost: [how], untold: [how], end })).toEqual([
    `1 lost although there was time: ${how}`,
    `1 ended without a word: ${how}`,
    "exit code null, signal SIGKILL after 30.0 s",
  ]);
});
