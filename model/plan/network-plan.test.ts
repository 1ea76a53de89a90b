import { describe, expect, test } from "vitest";
import { environmentFacts } from "../../test/helpers/plan-facts";
import type { NatChoice } from "../nat-plan";
import { planNetwork } from "./network-plan";

const own = (nat: NatChoice) =>
  planNetwork(environmentFacts({ network: { cidr: "10.9.0.0/16", nat, flowLogs: true } }));

test("names a VPC's parts after the environment, the tier and the zone", () => {
  expect(own("single")).toMatchObject({
    kind: "own",
    cidr: "10.9.0.0/16",
    names: {
      vpc: "shop",
      defaultSecurityGroup: "shop-default-unused",
      publicRouteTable: "shop-public",
      s3Endpoint: "shop-s3",
    },
    subnets: [
      { name: "shop-public-a", tier: "public", zone: "a", cidr: "10.9.0.0/19" },
      { name: "shop-public-b", tier: "public", zone: "b", cidr: "10.9.32.0/19" },
      { name: "shop-private-a", tier: "private", zone: "a", cidr: "10.9.128.0/18" },
      { name: "shop-private-b", tier: "private", zone: "b", cidr: "10.9.192.0/18" },
    ],
  });
});

describe("with NAT", () => {
  const a = { zone: "a", name: "shop-nat-a" };
  const b = { zone: "b", name: "shop-nat-b" };
  test.each([
    ["none", [], [], "public"],
    ["single", [a], ["a", "a"], "private"],
    ["per-zone", [a, b], ["a", "b"], "private"],
  ] as const)("%s, each gateway has a name, each private zone a way out, and the tasks a tier", (...row) => {
    const [nat, natGateways, gatewayZones, taskTier] = row;
    const natRoutes = gatewayZones.map((gatewayZone, index) => ({ zone: index === 0 ? "a" : "b", gatewayZone }));
    expect(own(nat)).toMatchObject({ natGateways, natRoutes, taskTier });
  });
});

test("takes a VPC that exists as it is, with the tasks in its private subnets", () => {
  const existingVpc = {
    vpcId: "vpc-00000001",
    publicSubnetIds: ["subnet-00000001", "subnet-00000002"],
    privateSubnetIds: ["subnet-00000003", "subnet-00000004"],
  };
  expect(planNetwork(environmentFacts({ network: { existingVpc } }))).toEqual({
    kind: "existing",
    taskTier: "private",
    ...existingVpc,
  });
});

test("is absent where nothing needs one", () => {
  expect(planNetwork(environmentFacts({ network: undefined }))).toBeUndefined();
});
