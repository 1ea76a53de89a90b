import { expect, test } from "vitest";
import { sentences } from "./sentence";

test("says each attribute in a sentence of its own", () => {
  const facts = { port: 443, "access logs": true, rollback: false, policy: undefined, zone: "us-east-1a" };
  expect(sentences("listener", facts)).toEqual([
    "listener: port 443",
    "listener: access logs on",
    "listener: rollback off",
    "listener: policy not set",
    "listener: zone us-east-1a",
  ]);
});

test("says a list in one order, however AWS returns it", () => {
  expect(sentences("service", { subnets: ["b", "a"], groups: [] })).toEqual([
    "service: subnets a and b",
    "service: groups none",
  ]);
});
