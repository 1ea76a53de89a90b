import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { NetworkLookup } from "../constructs/lookup/network-lookup";
import { NatGateways } from "../constructs/vpc/nat-gateways";
import { VpcNetwork } from "../constructs/vpc/vpc-network";
import type { NetworkPlan } from "../model/plan/network-plan";

export interface BaseNetwork {
  readonly vpcId: string;
  /** By their zones, or by numbers where somebody else runs them. */
  readonly taskSubnetIds: Readonly<Record<string, string>>;
}

/** The VPC that the plan asks for, made here or named, and the subnets that tasks stand in. */
export function baseNetwork(stack: Construct, network: NetworkPlan, region: string): BaseNetwork {
  if (network.kind === "existing") {
    const { vpcId, privateSubnetIds } = network;
    return { vpcId, taskSubnetIds: Object.fromEntries(privateSubnetIds.entries()) };
  }
  const { names, cidr, subnets, taskTier } = network;
  const { vpcId, subnetIds } = new VpcNetwork(stack, "network", { names, region, cidr, subnets });
  return { vpcId, taskSubnetIds: subnetIds[taskTier] };
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
