import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../config/schema/environment";
import { NetworkLookup } from "../constructs/lookup/network-lookup";
import { NatGateways } from "../constructs/vpc/nat-gateways";
import { VpcNetwork } from "../constructs/vpc/vpc-network";
import { planNat } from "../model/nat-plan";
import { planSubnets } from "../model/subnet-plan";
import { tasksArePublic } from "./environment-facts";

export interface BaseNetwork {
  readonly vpcId: string;
  /** Where the load balancer's connections may go. */
  readonly taskSubnetCidrs: readonly string[];
  readonly flowLogs: boolean;
}

/** The VPC that the settings ask for, made here or named. */
export function baseNetwork(stack: Construct, environment: Environment): BaseNetwork {
  const { network, namePrefix, account } = environment;
  if ("existingVpc" in network) {
    const { vpcId, privateSubnetIds } = network.existingVpc;
    const subnets = privateSubnetIds.map(
      (id, index) => new DataAwsSubnet(stack, `existing-private-subnet-${index}`, { id, vpcId }),
    );
    return { vpcId, taskSubnetCidrs: subnets.map((subnet) => subnet.cidrBlock), flowLogs: false };
  }
  const subnets = planSubnets(network.cidr);
  const vpc = new VpcNetwork(stack, "network", { namePrefix, region: account.region, cidr: network.cidr, subnets });
  const taskTier = tasksArePublic(environment) ? "public" : "private";
  return {
    vpcId: vpc.vpcId,
    taskSubnetCidrs: subnets.filter(({ tier }) => tier === taskTier).map(({ cidr }) => cidr),
    flowLogs: network.flowLogs,
  };
}

export interface RuntimeNetwork {
  readonly vpcId: string;
  readonly publicSubnetIds: readonly string[];
  readonly taskSubnetIds: readonly string[];
}

/** Finds the network again, and gives it the way out that bills by the hour. */
export function runtimeNetwork(
  stack: Construct,
  environment: Environment,
  after: ITerraformDependable,
): RuntimeNetwork {
  const { network, namePrefix } = environment;
  if ("existingVpc" in network) {
    const { vpcId, publicSubnetIds, privateSubnetIds } = network.existingVpc;
    return { vpcId, publicSubnetIds, taskSubnetIds: privateSubnetIds };
  }
  const found = new NetworkLookup(stack, "network", { namePrefix, subnets: planSubnets(network.cidr), after });
  const plan = planNat(network.nat, Object.keys(found.privateSubnetIdByZone));
  if (plan.length > 0) new NatGateways(stack, "nat", { ...found, namePrefix, plan });
  const publicSubnetIds = Object.values(found.publicSubnetIdByZone);
  const taskSubnetIds = tasksArePublic(environment) ? publicSubnetIds : Object.values(found.privateSubnetIdByZone);
  return { vpcId: found.vpcId, publicSubnetIds, taskSubnetIds };
}
