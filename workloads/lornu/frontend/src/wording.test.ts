import { expect, test } from "vitest";
import { type ConnectionState, initialState, reduce } from "./page-state";
import { connectionText, outcomeText, whyNotAsk } from "./wording";

const connected = reduce(initialState, { type: "connection", connection: { phase: "connected" } });
const message = { type: "ask", id: "1", prompt: "Why are there tides?", conversationId: "2" } as const;

const phases: readonly (readonly [ConnectionState, string])[] = [
  [{ phase: "connecting" }, "Connecting"],
  [{ phase: "connected" }, "Connected"],
  [{ phase: "restarting" }, "Connected; the server restarts after this answer"],
  [{ phase: "waiting", delaySeconds: 4, secondsLeft: 3 }, "Not connected; reconnecting in 3 s"],
  [{ phase: "offline" }, "Offline; reconnecting when the network is back"],
];

test.each(phases)("says $phase in words", (connection, words) => {
  expect(connectionText(connection, 3)).toBe(words);
});

test.each([
  { outcome: "running", answer: "", words: "Waiting for the answer" },
  { outcome: "running", answer: "The", words: "Answering" },
  { outcome: "complete", answer: "The moon.", words: "" },
  { outcome: "cancelled", answer: "The", words: "Cancelled" },
  { outcome: "interrupted", answer: "The", words: "Interrupted: no network" },
  { outcome: "failed", answer: "", words: "Failed: no network" },
] as const)("says that an answer is $outcome after '$answer'", ({ outcome, answer, words }) => {
  expect(outcomeText({ id: "1", prompt: "", outcome, answer, problem: "no network" })).toBe(words);
});

test("lets a question be asked where nothing speaks against it", () => {
  expect(whyNotAsk(connected, message)).toBeUndefined();
});

test.each([
  { title: "an empty question", state: connected, prompt: " \n", reason: "Write a question first." },
  {
    title: "a second question at once",
    state: reduce(connected, { type: "asked", id: "0", prompt: "Who?" }),
    prompt: "Why?",
    reason: "An answer is being written: wait for its end, or cancel it.",
  },
  {
    title: "a question without a connection",
    state: initialState,
    prompt: "Why?",
    reason: "Not connected: ask once the connection is back.",
  },
  {
    title: "a question that is too long",
    state: connected,
    prompt: "?".repeat(64 * 1024),
    reason: "The question is too long: 65 of 64 KiB.",
  },
])("refuses $title with a reason", ({ state, prompt, reason }) => {
  expect(whyNotAsk(state, { ...message, prompt })).toBe(reason);
});
