import { expect, test } from "vitest";
import type { StreamedAnswer } from "./event-stream";
import { howItEnded, outcomesOfStop, type StreamOutcome } from "./stream-outcomes";

const sentences = ["a ", "b ", "c ", "d ", "e "];

/** Of an answer of four chunks, one a second, that begins after one second. */
function anOutcome(changes: Partial<StreamedAnswer>): StreamOutcome {
  const whole = { status: 200, texts: sentences.slice(0, 4), heartbeats: 0, end: "complete", begunAt: 1000 };
  return { answer: { ...whole, longestSilenceSeconds: 1, ...changes }, plannedSeconds: 3, chunks: 4 };
}

test("counts what is whole, and what was told to ask again", () => {
  const cut = anOutcome({ end: "restarting", texts: sentences.slice(0, 2) });
  expect(outcomesOfStop([anOutcome({}), cut], 5900)).toEqual({ whole: 1, told: 1, lost: [], untold: [] });
});

test("calls lost what had time to end, even if it was told", () => {
  const cut = anOutcome({ end: "restarting", texts: sentences.slice(0, 2) });
  expect(outcomesOfStop([cut], 6100).lost).toEqual(["status 200, 2 chunks, restarting"]);
});

test.each([
  { fault: "was cut", changes: { end: "cut" } },
  { fault: "was refused", changes: { status: 503, texts: [], end: "cut" } },
  { fault: "lacks a chunk at its end", changes: { texts: sentences.slice(0, 3) } },
  { fault: "was told to ask again after chunks out of order", changes: { end: "restarting", texts: ["a ", "a "] } },
])("calls untold what $fault", ({ changes }) => {
  const outcome = anOutcome(changes);
  expect(outcomesOfStop([outcome], 0)).toEqual({ whole: 0, told: 0, lost: [], untold: [howItEnded(outcome.answer)] });
});
