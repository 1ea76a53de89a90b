import { expect, test } from "vitest";
import { connectionTimes } from "../../../model/connection-times";
import { backendSurroundings } from "./helpers/backend-surroundings";
import { fileToolbox } from "./helpers/file-toolbox";
import { steadyLoad, stoppedLoad } from "./helpers/stream-load";
import { steadyFaults, stoppedFaults } from "./helpers/stream-load-faults";

const toolbox = fileToolbox();
const streams = 40;
const { idleTimeoutSeconds } = connectionTimes(false);

/** In a few seconds memory still rises from filling what is kept; `npm run proof:streams` measures its slope. */
const limits = { memoryMiB: 1024, mebibytesPerSecond: 5 };

test("many streams at a time end whole, in little memory", async () => {
  const load = { streams, seconds: 8, times: { idleTimeoutSeconds, stopTimeoutSeconds: 8 } };
  const figures = await steadyLoad(await backendSurroundings(toolbox), load);
  expect(steadyFaults(figures, limits)).toEqual([]);
  expect(figures).toMatchObject({ failed: [], chunks: streams * 9 });
  expect(figures.peakMebibytes).toBeGreaterThan(50);
});

test("a stop in the middle loses no stream that has time to end", async () => {
  const load = { streams, seconds: 12, times: { idleTimeoutSeconds, stopTimeoutSeconds: 10 } };
  const figures = await stoppedLoad(await backendSurroundings(toolbox), load);
  expect(stoppedFaults(figures)).toEqual([]);
  expect(figures.whole + figures.told).toBe(streams);
  expect(figures.whole).toBeGreaterThan(0);
  expect(figures.told).toBeGreaterThan(0);
});
