import { expect, test } from "vitest";
import { encodedBytes, parseServerMessage } from "./protocol";

test.each([
  { type: "ready", heartbeatSeconds: 20 },
  { type: "text", id: "1", text: "Tides follow the moon" },
  { type: "text", id: "1", text: "" },
  { type: "end", id: "1", reason: "complete" },
  { type: "end", id: "1", reason: "cancelled" },
  { type: "error", id: "1", code: "model-unavailable", message: "the model does not answer" },
  { type: "error", code: "malformed", message: "the message is not JSON" },
  { type: "heartbeat" },
  { type: "restarting" },
])("understands $type", (message) => {
  expect(parseServerMessage(JSON.stringify(message))).toEqual(message);
});

test("keeps only the fields it knows", () => {
  expect(parseServerMessage('{"type":"heartbeat","id":"1"}')).toEqual({ type: "heartbeat" });
});

test.each([
  { title: "a type of a newer backend", data: '{"type":"tool-call"}' },
  { title: "a type that every object has", data: '{"type":"constructor"}' },
  { title: "no type", data: '{"id":"1"}' },
  { title: "text without an id", data: '{"type":"text","text":"a"}' },
  { title: "text that is a number", data: '{"type":"text","id":"1","text":1}' },
  { title: "an end without a known reason", data: '{"type":"end","id":"1","reason":"bored"}' },
  { title: "an error without words", data: '{"type":"error","code":"busy"}' },
  { title: "heartbeats without a distance", data: '{"type":"ready","heartbeatSeconds":0}' },
  { title: "an array", data: "[]" },
  { title: "null", data: "null" },
  { title: "half an object", data: '{"type":"heart' },
  { title: "binary data", data: new ArrayBuffer(2) },
])("ignores $title", ({ data }) => {
  expect(parseServerMessage(data)).toBeUndefined();
});

test("counts the bytes that are sent, not the characters", () => {
  const message = { type: "ask", id: "1", prompt: "", conversationId: "2" } as const;
  expect(encodedBytes({ ...message, prompt: "é€" }) - encodedBytes(message)).toBe(5);
});
