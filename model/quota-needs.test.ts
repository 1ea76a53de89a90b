import { expect, test } from "vitest";
import { natAddresses, vcpusOfDeployment } from "./quota-needs";

test.each([
  ["none", 0],
  ["single", 1],
  ["per-zone", 2],
] as const)("NAT %s takes %i elastic IP addresses", (nat, count) => {
  expect(natAddresses(nat)).toBe(count);
});

test("a deployment runs the most tasks of every service twice", () => {
  const agent = { size: { cpuUnits: 512 }, scaling: { maximumTasks: 4 } };
  const worker = { size: { cpuUnits: 2048 }, scaling: { maximumTasks: 1 } };
  expect(vcpusOfDeployment([agent])).toBe(4);
  expect(vcpusOfDeployment([agent, worker])).toBe(8);
});
