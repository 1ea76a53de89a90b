import { describe, expect, test } from "vitest";
import { anEnvironment } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { intentOf } from "./intent";
import { natGateways } from "./nat-gateways";

test.each([
  { nat: "none", subnets: [] },
  { nat: "single", subnets: ["10.1.0.0/19"] },
  { nat: "per-zone", subnets: ["10.1.0.0/19", "10.1.32.0/19"] },
] as const)("asks for NAT gateways in $subnets where the choice is $nat", ({ nat, subnets }) => {
  const expected = natGateways.expected(intentOf(anEnvironment({ network: { cidr: "10.1.0.0/16", nat } })));
  expect(expected.filter((sentence) => sentence.endsWith("available"))).toEqual(
    subnets.map((cidr) => `NAT gateway in subnet ${cidr}: state available`),
  );
});

describe("found", () => {
  test("are gateways that are not gone yet, and addresses that none of them uses", async () => {
    const used = { SubnetId: "subnet-a", ConnectivityType: "public", NatGatewayAddresses: [{ AllocationId: "one" }] };
    const reading = aReading(
      {
        DescribeNatGateways: { NatGateways: [{ ...used, State: "available" }, { State: "deleted" }] },
        DescribeAddresses: { Addresses: [{ AllocationId: "one" }, { AllocationId: "two" }] },
      },
      { "subnet-a": "subnet 10.1.0.0/19" },
    );
    expect(await natGateways.found(reading)).toEqual([
      "NAT gateway in subnet 10.1.0.0/19: state available",
      "NAT gateway in subnet 10.1.0.0/19: connectivity public",
      "NAT gateway in subnet 10.1.0.0/19: elastic addresses 1",
      "elastic address two of no NAT gateway",
    ]);
  });
});
