import { z } from "zod";
import { text, vpcCidr } from "./primitives";
import { withRule } from "./rules";

const subnetId = text(/^subnet-([0-9a-f]{8}|[0-9a-f]{17})$/, "a subnet id", "one such as subnet-0123456789abcdef0");
const subnetIds = z.array(subnetId).min(2).max(3);

const existingVpc = withRule(
  z.strictObject({
    vpcId: text(/^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/, "a VPC id", "one such as vpc-0123456789abcdef0").describe(
      "The VPC to build in",
    ),
    publicSubnetIds: subnetIds.describe("Subnets of the load balancer, in different availability zones"),
    privateSubnetIds: subnetIds.describe("Subnets of the tasks; their way out is the VPC owner's"),
  }),
  z.object({ publicSubnetIds: z.array(subnetId), privateSubnetIds: z.array(subnetId) }),
  ({ publicSubnetIds, privateSubnetIds }) => {
    const named = [
      ...publicSubnetIds.map((id, index) => ({ id, path: ["publicSubnetIds", index] })),
      ...privateSubnetIds.map((id, index) => ({ id, path: ["privateSubnetIds", index] })),
    ];
    return named.flatMap(({ id, path }, position) =>
      named.findIndex((other) => other.id === id) === position
        ? []
        : [{ path, message: `${id} is named twice; use a different subnet for each zone and tier` }],
    );
  },
);

/** Either a VPC of the environment's own or one that somebody else runs. */
export const networkSchema = z.union([
  z.strictObject({
    cidr: vpcCidr.describe("Address block of the VPC, /16 to /22: split into two public and two private subnets"),
    nat: z
      .enum(["none", "single", "per-zone"])
      .default("single")
      .describe("Way out of the private subnets; each NAT gateway is about 33 USD a month"),
    flowLogs: z
      .boolean()
      .default(true)
      .describe("Records of rejected connections in CloudWatch Logs, about 0.50 USD a GB"),
  }),
  z.strictObject({ existingVpc: existingVpc.describe("Build in this VPC instead of making one") }),
]);
