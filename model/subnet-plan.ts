import { blockSize, type CidrBlock, formatCidr, parseCidr } from "./cidr";

export type SubnetTier = "public" | "private";

export interface PlannedSubnet {
  readonly tier: SubnetTier;
  /** Letter of the availability zone: `a` is `us-east-1a` in us-east-1. */
  readonly zone: string;
  readonly cidr: string;
}

const zones = ["a", "b"] as const;

/**
 * Two public and two private subnets over two zones. The block's first quarter holds the public ones (load balancer and
 * NAT need few addresses) and its second half the private ones (a Fargate task takes an address each); the second quarter
 * stays free for subnets of data stores.
 */
export function planSubnets(vpcCidr: string): readonly PlannedSubnet[] {
  const vpc = parseCidr(vpcCidr);
  if (vpc === undefined) throw new RangeError(`${vpcCidr} is not an IPv4 block`);
  const quarter = blockSize(vpc) / 4;
  return [
    ...zones.map(
      (zone, index): PlannedSubnet => ({
        tier: "public",
        zone,
        cidr: formatCidr(part(vpc, vpc.prefixLength + 3, (index * quarter) / 2)),
      }),
    ),
    ...zones.map(
      (zone, index): PlannedSubnet => ({
        tier: "private",
        zone,
        cidr: formatCidr(part(vpc, vpc.prefixLength + 2, (index + 2) * quarter)),
      }),
    ),
  ];
}

function part(vpc: CidrBlock, prefixLength: number, offset: number): CidrBlock {
  return { address: vpc.address + offset, prefixLength };
}
