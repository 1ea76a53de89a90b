import { expect, test } from "vitest";
import { initialState, type PageEvent, reduce, runningExchange } from "./page-state";

const asked: PageEvent = { type: "asked", id: "1", prompt: "Why are there tides?" };
const connected: PageEvent = { type: "connection", connection: { phase: "connected" } };

function after(...events: readonly PageEvent[]) {
  return events.reduce(reduce, initialState);
}

function text(text: string, id = "1"): PageEvent {
  return { type: "message", message: { type: "text", id, text } };
}

function end(reason: "complete" | "cancelled"): PageEvent {
  return { type: "message", message: { type: "end", id: "1", reason } };
}

test("gathers an answer piece by piece until it ends", () => {
  expect(after(connected, asked, text("The "), text("moon."), end("complete")).exchanges).toEqual([
    { id: "1", prompt: "Why are there tides?", answer: "The moon.", outcome: "complete", problem: "" },
  ]);
});

test("keeps what was written of a cancelled answer", () => {
  const [exchange] = after(connected, asked, text("The "), end("cancelled")).exchanges;
  expect(exchange).toMatchObject({ answer: "The ", outcome: "cancelled" });
});

test("keeps what was written when the connection drops, and marks it as interrupted", () => {
  const lost = { type: "connection", connection: { phase: "waiting", delaySeconds: 1, secondsLeft: 1 } } as const;
  expect(after(connected, asked, text("The "), lost).exchanges).toEqual([
    {
      id: "1",
      prompt: "Why are there tides?",
      answer: "The ",
      outcome: "interrupted",
      problem: "the connection was lost before the answer ended",
    },
  ]);
});

test("goes on with the answer while the server waits to restart", () => {
  const restarting = { type: "connection", connection: { phase: "restarting" } } as const;
  expect(runningExchange(after(connected, asked, restarting, text("The ")))?.answer).toBe("The ");
});

test.each([
  { code: "model-unavailable", outcome: "failed" },
  { code: "restarting", outcome: "interrupted" },
])("ends an answer with the error $code as $outcome, in the server's words", ({ code, outcome }) => {
  const error: PageEvent = { type: "message", message: { type: "error", id: "1", code, message: "no answer" } };
  expect(after(connected, asked, text("The "), error).exchanges).toMatchObject([
    { answer: "The ", outcome, problem: "no answer" },
  ]);
});

test("shows an error that belongs to no question, until the next question", () => {
  const failed = after(connected, { type: "message", message: { type: "error", code: "busy", message: "too many" } });
  expect(failed.notice).toBe("too many");
  expect(reduce(failed, asked).notice).toBe("");
});

test("forgets why a question was refused once the reason has gone", () => {
  const refused: PageEvent = { type: "refused", reason: "not connected" };
  expect(after(refused).notice).toBe("not connected");
  expect(after(refused, connected).notice).toBe("");
  expect(after(connected, asked, refused, end("complete")).notice).toBe("");
});

test("leaves an answer alone that has ended, and one that it does not know", () => {
  const ended = after(connected, asked, end("complete"));
  expect(after(connected, asked, end("complete"), text("late"), text("stray", "2"))).toEqual(ended);
});
