import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { NetworkLookup } from "../constructs/lookup/network-lookup";
import { NatGateways } from "../constructs/vpc/nat-gateways";
import { VpcNetwork } from "../constructs/vpc/vpc-network";
import type { NetworkPlan } from "../model/plan/network-plan";

/** The VPC that the plan asks for, made here or named. */
export function baseVpcId(stack: Construct, network: NetworkPlan, region: string): string {
  if (network.kind === "existing") return network.vpcId;
  const { names, cidr, subnets } = network;
  return new VpcNetwork(stack, "network", { names, region, cidr, subnets }).vpcId;
}

export interface RuntimeNetwork {
  readonly vpcId: string;
  readonly subnetIds: Readonly<Record<"public" | "private", readonly string[]>>;
  /** Ways out of the private subnets. */
  readonly ready: readonly ITerraformDependable[];
}

/** Finds the network again, and gives it the way out that bills by the hour. */
export function runtimeNetwork(stack: Construct, network: NetworkPlan, after: ITerraformDependable): RuntimeNetwork {
  if (network.kind === "existing") {
    const { vpcId, publicSubnetIds, privateSubnetIds } = network;
    return { vpcId, subnetIds: { public: publicSubnetIds, private: privateSubnetIds }, ready: [] };
  }
  const { names, subnets, natGateways, natRoutes } = network;
  const found = new NetworkLookup(stack, "network", { vpcName: names.vpc, subnets, after });
  const ready =
    natGateways.length === 0
      ? []
      : new NatGateways(stack, "nat", { ...found, gateways: natGateways, routes: natRoutes }).ready;
  return {
    vpcId: found.vpcId,
    subnetIds: {
      public: Object.values(found.publicSubnetIdByZone),
      private: Object.values(found.privateSubnetIdByZone),
    },
    ready,
  };
}
