import { z } from "zod";
import { vpcCidr } from "./primitives";

const subnetId = z
  .string()
  .regex(/^subnet-([0-9a-f]{8}|[0-9a-f]{17})$/, "use a subnet id such as subnet-0123456789abcdef0");

const existingVpc = z.strictObject({
  vpcId: z
    .string()
    .regex(/^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/, "use a VPC id such as vpc-0123456789abcdef0")
    .describe("The VPC to build in"),
  publicSubnetIds: z
    .array(subnetId)
    .min(2)
    .max(3)
    .describe("Subnets of the load balancer, in different availability zones"),
  privateSubnetIds: z.array(subnetId).min(2).max(3).describe("Subnets of the tasks; their way out is the VPC owner's"),
});

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

export type NetworkSettings = z.output<typeof networkSchema>;
