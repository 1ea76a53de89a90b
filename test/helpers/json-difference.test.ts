import { expect, test } from "vitest";
import { jsonDifference } from "./json-difference";

test("equal documents differ nowhere, whatever the order of their keys", () => {
  const before = { name: "web", rules: [{ from: 80, to: 443 }] };
  const after = { rules: [{ to: 443, from: 80 }], name: "web" };
  expect(jsonDifference(before, after)).toEqual({ removed: [], added: [], changed: [] });
});

test("names what was removed, added and changed", () => {
  const before = { listener: { port: 80, protocol: "HTTP", certificate: "old" } };
  const after = { listener: { port: 443, protocol: "HTTP", policy: "TLS" } };
  expect(jsonDifference(before, after)).toEqual({
    removed: ["listener.certificate"],
    added: ["listener.policy"],
    changed: ["listener.port"],
  });
});

test("an element that is gone leaves those after it as they were", () => {
  expect(jsonDifference({ action: [{ order: 1 }, { order: 2 }] }, { action: [{ order: 2 }] })).toEqual({
    removed: ["action[0]"],
    added: [],
    changed: [],
  });
});

test("the order of a list counts", () => {
  expect(jsonDifference({ zones: ["a", "b"] }, { zones: ["b", "a"] }).changed).toEqual(["zones"]);
});

test("the only element of both lists is looked into", () => {
  const before = { rule: [{ port: 80, shift: { to: "green" } }] };
  expect(jsonDifference(before, { rule: [{ port: 80 }] }).removed).toEqual(["rule[0].shift"]);
});
