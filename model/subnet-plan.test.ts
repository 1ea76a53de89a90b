import fc from "fast-check";
import { expect, test } from "vitest";
import { blockSize, type CidrBlock, cidrProblem, formatCidr, overlaps, parseCidr } from "./cidr";
import { planSubnets } from "./subnet-plan";

function blockOf(text: string): CidrBlock {
  const block = parseCidr(text);
  if (block === undefined) throw new Error(`${text} is no block`);
  return block;
}

/** Every block that a configuration may give a VPC. */
const vpcBlocks = fc
  .record({
    prefixLength: fc.integer({ min: 16, max: 22 }),
    address: fc.integer({ min: 10 * 2 ** 24, max: 11 * 2 ** 24 - 1 }),
  })
  .map(({ prefixLength, address }) => {
    const size = 2 ** (32 - prefixLength);
    return formatCidr({ prefixLength, address: address - (address % size) });
  });

test("plans the design's block as two public and two private subnets, with room for data stores between", () => {
  expect(planSubnets("10.1.0.0/16")).toEqual([
    { tier: "public", zone: "a", cidr: "10.1.0.0/19" },
    { tier: "public", zone: "b", cidr: "10.1.32.0/19" },
    { tier: "private", zone: "a", cidr: "10.1.128.0/18" },
    { tier: "private", zone: "b", cidr: "10.1.192.0/18" },
  ]);
});

test("refuses what is no block", () => {
  expect(() => planSubnets("10.1.0.0")).toThrow("10.1.0.0 is not an IPv4 block");
});

test("every plan has two subnets of each tier, in different zones", () => {
  fc.assert(
    fc.property(vpcBlocks, (vpc) => {
      expect(planSubnets(vpc).map(({ tier, zone }) => `${tier} ${zone}`)).toEqual([
        "public a",
        "public b",
        "private a",
        "private b",
      ]);
    }),
  );
});

test("no two subnets of a plan overlap, and all lie inside the VPC on their own boundaries", () => {
  fc.assert(
    fc.property(vpcBlocks, (text) => {
      expect(cidrProblem(text)).toBeUndefined();
      const vpc = blockOf(text);
      const subnets = planSubnets(text).map(({ cidr }) => blockOf(cidr));
      for (const [index, subnet] of subnets.entries()) {
        expect(subnet.address % blockSize(subnet)).toBe(0);
        expect(subnet.address).toBeGreaterThanOrEqual(vpc.address);
        expect(subnet.address + blockSize(subnet)).toBeLessThanOrEqual(vpc.address + blockSize(vpc));
        expect(subnets.slice(0, index).some((other) => overlaps(subnet, other))).toBe(false);
      }
    }),
  );
});

test("the smallest VPC still has the 32 addresses in each subnet that a load balancer needs", () => {
  for (const { cidr } of planSubnets("10.1.0.0/22")) expect(blockSize(blockOf(cidr))).toBeGreaterThanOrEqual(32);
});
