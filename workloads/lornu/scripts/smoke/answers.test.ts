import { describe, expect, test } from "vitest";
import { answerIn, fieldOf, readAnswer } from "./answers";

const start = 'event: start\ndata: {"requestId": "1"}\n\n';
const word = 'event: text\ndata: {"text": "yes"}\n\n';
const end = 'event: end\ndata: {"reason": "complete"}\n\n';

describe("an answer", () => {
  test("is counted by its parts, and not by heartbeats", () => {
    expect(answerIn(`${start}: heartbeat\n\n${word}${word}${end}`)).toEqual({ texts: 2, end: "complete" });
  });

  test("says which error ended it", () => {
    const failure = 'event: error\ndata: {"code": "model-unavailable"}\n\n';
    expect(answerIn(`${start}${word}${failure}`)).toEqual({ texts: 1, end: "model-unavailable" });
  });

  test("is cut where the end did not come whole", () => {
    expect(answerIn(`${start}${word}${end.slice(0, -1)}`)).toEqual({ texts: 1, end: "cut" });
    expect(answerIn("")).toEqual({ texts: 0, end: "cut" });
  });

  test("is read from parts that split anywhere, also within a letter", async () => {
    const bytes = new TextEncoder().encode(`${start}${word}${end.replace("complete", "terminé")}`);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await readAnswer(body)).toEqual({ texts: 1, end: "terminé" });
  });
});

test("a field is unknown where there is none", () => {
  expect([fieldOf('{"type":"end"}', "type"), fieldOf("{}", "type"), fieldOf("no JSON", "type")]).toEqual([
    "end",
    "unknown",
    "unknown",
  ]);
});
