import { expect, test } from "vitest";
import { environmentFacts, queueFacts, webFacts } from "../../test/helpers/plan-facts";
import { waysOut } from "./ways-out";

const usage = {
  requestsPerDay: 0,
  megabytesOutPerDay: 0,
  megabytesThroughNatPerDay: 0,
  megabytesLoggedPerDay: 0,
  secretReadsPerDay: 0,
  queueRequestsPerDay: 0,
  jobHoursPerDay: 0,
  bucketGigabytes: 0,
  volumeGigabytes: 0,
  volumeMegabytesReadPerDay: 0,
  volumeMegabytesWrittenPerDay: 0,
  repositoryGigabytes: 0,
};
const facts = environmentFacts({ usage, services: { site: webFacts() } });

/** Above the environment without any way out. */
function extra(environment: typeof facts) {
  const ways = waysOut(environment);
  const address = 0.005 * 730;
  const without = (ways[0]?.allWeekUsd ?? 0) - address;
  return ways.map(({ way, isChosen, allWeekUsd }) => [way, isChosen, Number((allWeekUsd - without).toFixed(2))]);
}

test("an address a task is cheaper than NAT, and NAT than an endpoint for each API in two zones", () => {
  expect(extra(facts)).toEqual([
    ["network.nat: none", false, 3.65],
    ["network.nat: single", true, 36.5],
    ["network.nat: per-zone", false, 73],
    ["interface endpoints", false, 3 * 2 * 7.3],
  ]);
});

test("each API that the tasks call takes an endpoint more", () => {
  const secrets = { services: { site: webFacts({ secrets: { KEY: "payment-key" } }) }, queues: { mails: queueFacts } };
  expect(extra({ ...facts, ...secrets }).at(-1)).toEqual(["interface endpoints", false, 5 * 2 * 7.3]);
});

test("nobody chooses for a VPC of others, or where no task runs", () => {
  const existingVpc = { vpcId: "vpc-1", publicSubnetIds: [], privateSubnetIds: [] };
  expect(waysOut({ ...facts, network: { existingVpc } })).toEqual([]);
  expect(waysOut({ ...facts, services: {} })).toEqual([]);
});
