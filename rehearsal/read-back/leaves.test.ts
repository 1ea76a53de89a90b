import { expect, test } from "vitest";
import { leaves } from "./leaves";

test("says every value at its path", () => {
  const container = { user: "10001:10001", privileged: false, linuxParameters: { capabilities: { drop: ["ALL"] } } };
  expect(leaves("container agent", container)).toEqual([
    "container agent: user 10001:10001",
    "container agent: privileged false",
    "container agent: linuxParameters.capabilities.drop ALL",
  ]);
});

test("knows the entries of a list by their names, so that their order does not matter", () => {
  const environment = [
    { name: "PORT", value: "8080" },
    { name: "LOG_LEVEL", value: "info" },
  ];
  expect(leaves("container agent", { environment })).toEqual([
    "container agent: environment.PORT.value 8080",
    "container agent: environment.LOG_LEVEL.value info",
  ]);
});

test("leaves out what AWS fills in for nothing", () => {
  expect(leaves("container agent", { cpu: 0, volumesFrom: [], links: undefined, name: "agent" })).toEqual([
    "container agent: name agent",
  ]);
});
