import { networkNames } from "../naming";
import { planNat } from "../nat-plan";
import { type PlannedSubnet, planSubnets, type SubnetTier } from "../subnet-plan";
import type { EnvironmentFacts, ExistingVpcFacts } from "./facts";

export interface NamedSubnet extends PlannedSubnet {
  readonly name: string;
}

interface NatGatewayPlan {
  readonly zone: string;
  readonly name: string;
}

/** A VPC of the environment's own. */
export interface OwnNetworkPlan {
  readonly kind: "own";
  readonly cidr: string;
  readonly names: {
    readonly vpc: string;
    readonly defaultSecurityGroup: string;
    readonly publicRouteTable: string;
    readonly s3Endpoint: string;
  };
  readonly subnets: readonly NamedSubnet[];
  readonly natGateways: readonly NatGatewayPlan[];
  /** Which gateway carries the traffic of each zone's private subnet. */
  readonly natRoutes: readonly { readonly zone: string; readonly gatewayZone: string }[];
  readonly flowLogs: boolean;
  /** Without NAT the tasks stand in the public subnets, each with an address of its own. */
  readonly taskTier: SubnetTier;
}

/** A VPC that somebody else runs. */
interface ExistingNetworkPlan extends ExistingVpcFacts {
  readonly kind: "existing";
  readonly taskTier: "private";
}

export type NetworkPlan = OwnNetworkPlan | ExistingNetworkPlan;

export function planNetwork({ network, namePrefix }: EnvironmentFacts): NetworkPlan | undefined {
  if (network === undefined) return undefined;
  if ("existingVpc" in network) return { kind: "existing", taskTier: "private", ...network.existingVpc };
  const { subnet, natGateway, ...names } = networkNames(namePrefix);
  const subnets = planSubnets(network.cidr).map((planned) => ({ ...planned, name: subnet(planned) }));
  const privateZones = subnets.filter(({ tier }) => tier === "private").map(({ zone }) => zone);
  const natRoutes = planNat(network.nat, privateZones);
  const gatewayZones = [...new Set(natRoutes.map(({ gatewayZone }) => gatewayZone))];
  return {
    kind: "own",
    cidr: network.cidr,
    names,
    subnets,
    natGateways: gatewayZones.map((zone) => ({ zone, name: natGateway(zone) })),
    natRoutes,
    flowLogs: network.flowLogs,
    taskTier: network.nat === "none" ? "public" : "private",
  };
}
