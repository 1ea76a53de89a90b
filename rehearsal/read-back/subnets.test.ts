import { describe, expect, test } from "vitest";
import { anEnvironment } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { intentOf } from "./intent";
import { subnets } from "./subnets";

function routesFor(nat: "none" | "single" | "per-zone"): readonly string[] {
  const expected = subnets.expected(intentOf(anEnvironment({ network: { cidr: "10.1.0.0/16", nat } })));
  return expected.filter((sentence) => sentence.includes("routes"));
}

const publicRoutes = [
  "subnet 10.1.0.0/19: routes 0.0.0.0/0 to the internet gateway",
  "subnet 10.1.32.0/19: routes 0.0.0.0/0 to the internet gateway",
];

describe("asked for", () => {
  test("are the planned subnets with tier and zone, and no public address by itself", () => {
    const expected = subnets.expected(intentOf(anEnvironment()));
    expect(expected.filter((sentence) => sentence.startsWith("subnet 10.1.192.0/18"))).toEqual([
      "subnet 10.1.192.0/18: tier private",
      "subnet 10.1.192.0/18: zone us-east-1b",
      "subnet 10.1.192.0/18: routes 0.0.0.0/0 to the NAT gateway in us-east-1a",
      "subnet 10.1.192.0/18: public address for every interface off",
    ]);
    expect(expected).toHaveLength(16);
  });

  test("is a default route to the zone's own gateway with NAT in each", () => {
    expect(routesFor("per-zone")).toEqual([
      ...publicRoutes,
      "subnet 10.1.128.0/18: routes 0.0.0.0/0 to the NAT gateway in us-east-1a",
      "subnet 10.1.192.0/18: routes 0.0.0.0/0 to the NAT gateway in us-east-1b",
    ]);
  });

  test("is no way out of private subnets without NAT", () => {
    expect(routesFor("none")).toEqual([
      ...publicRoutes,
      "subnet 10.1.128.0/18: routes none",
      "subnet 10.1.192.0/18: routes none",
    ]);
  });
});

describe("found", () => {
  const main = {
    Associations: [{ Main: true }],
    Routes: [{ DestinationCidrBlock: "10.1.0.0/16", GatewayId: "local" }],
  };

  function foundRoutes(...Routes: readonly object[]): Promise<readonly string[]> {
    const subnet = { SubnetId: "subnet-a", CidrBlock: "10.1.0.0/19", AvailabilityZone: "us-east-1a" };
    const own = { Associations: [{ SubnetId: "subnet-a" }], Routes };
    return found({ Subnets: [subnet], RouteTables: [main, own] });
  }

  async function found(answers: { readonly Subnets: object[]; readonly RouteTables: object[] }) {
    const reading = aReading({
      DescribeSubnets: { Subnets: answers.Subnets },
      DescribeRouteTables: { RouteTables: answers.RouteTables },
      DescribeNatGateways: { NatGateways: [{ NatGatewayId: "nat-1", SubnetId: "subnet-a" }] },
    });
    return (await subnets.found(reading)).filter((sentence) => sentence.includes("routes"));
  }

  test("are routes but for the VPC's own and its endpoints'", async () => {
    const local = { DestinationCidrBlock: "10.1.0.0/16", GatewayId: "local" };
    const endpoint = { DestinationPrefixListId: "pl-1", GatewayId: "vpce-1" };
    const nat = { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1" };
    expect(await foundRoutes(local, endpoint, nat)).toEqual([
      "subnet 10.1.0.0/19: routes 0.0.0.0/0 to the NAT gateway in us-east-1a",
    ]);
  });

  test("are routes to somebody else's network", async () => {
    const peering = { DestinationCidrBlock: "10.9.0.0/16", VpcPeeringConnectionId: "pcx-1" };
    const ipv6 = { DestinationIpv6CidrBlock: "::/0", GatewayId: "igw-1" };
    expect(await foundRoutes(peering, ipv6)).toEqual([
      "subnet 10.1.0.0/19: routes 10.9.0.0/16 to pcx-1 and ::/0 to the internet gateway",
    ]);
  });

  test("are the main table's routes where a subnet has no table of its own", async () => {
    const Subnets = [{ SubnetId: "subnet-b", CidrBlock: "10.1.64.0/24" }];
    const internet = { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1" };
    expect(await found({ Subnets, RouteTables: [{ ...main, Routes: [internet] }] })).toEqual([
      "subnet 10.1.64.0/24: routes 0.0.0.0/0 to the internet gateway",
    ]);
  });
});
