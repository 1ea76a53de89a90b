import {
  paginateDescribeNatGateways,
  paginateDescribeRouteTables,
  paginateDescribeSubnets,
  type Route,
  type RouteTable,
} from "@aws-sdk/client-ec2";
import { allOf } from "../../delivery/aws/all-of";
import { planNat } from "../../model/nat-plan";
import type { PlannedSubnet } from "../../model/subnet-plan";
import type { Area, Reading } from "./area";
import type { Intent, OwnNetwork } from "./intent";
import { sentences } from "./sentence";

type SubnetFacts = {
  readonly tier: string;
  readonly zone: string;
  /** Destination and target of every route but the VPC's own and those of its endpoints. */
  readonly routes: readonly string[];
  readonly "public address for every interface": boolean;
};

/** Subnets of the environment's own VPC, with where their traffic goes. */
export const subnets: Area = { subject: "subnets", expected: expectedSubnets, found: foundSubnets };

const internetGateway = "the internet gateway";
const natGateway = (zone: string) => `the NAT gateway in ${zone}`;

function expectedSubnets({ network, environment: { account } }: Intent): readonly string[] {
  if (network === undefined) return [];
  return network.subnets.flatMap((subnet) =>
    subnetSentences(subnet.cidr, {
      tier: subnet.tier,
      zone: `${account.region}${subnet.zone}`,
      routes: defaultTargets(network, subnet, account.region).map((target) => `0.0.0.0/0 to ${target}`),
      "public address for every interface": false,
    }),
  );
}

function defaultTargets(network: OwnNetwork, subnet: PlannedSubnet, region: string): readonly string[] {
  if (subnet.tier === "public") return [internetGateway];
  const zones = network.subnets.filter(({ tier }) => tier === "private").map(({ zone }) => zone);
  return planNat(network.nat, zones)
    .filter(({ zone }) => zone === subnet.zone)
    .map(({ gatewayZone }) => natGateway(`${region}${gatewayZone}`));
}

async function foundSubnets({ clients, vpcId }: Reading): Promise<readonly string[]> {
  const config = { client: clients.network };
  const filter = { Filters: [{ Name: "vpc-id", Values: [vpcId] }] };
  const all = await allOf(paginateDescribeSubnets(config, filter), ({ Subnets }) => Subnets);
  const tables = await allOf(paginateDescribeRouteTables(config, filter), ({ RouteTables }) => RouteTables);
  const gateways = await allOf(paginateDescribeNatGateways(config, {}), ({ NatGateways }) => NatGateways);
  const zoneOf = new Map(all.map(({ SubnetId, AvailabilityZone }) => [SubnetId, AvailabilityZone]));
  const zoneOfNat = new Map(gateways.map(({ NatGatewayId, SubnetId }) => [NatGatewayId, zoneOf.get(SubnetId)]));
  return all.flatMap((subnet) =>
    subnetSentences(subnet.CidrBlock, {
      tier: subnet.Tags?.find(({ Key }) => Key === "Tier")?.Value ?? "unknown",
      zone: subnet.AvailabilityZone ?? "unknown",
      routes: furtherRoutes(tableOf(tables, subnet.SubnetId)).map((route) => routeText(route, zoneOfNat)),
      "public address for every interface": subnet.MapPublicIpOnLaunch ?? false,
    }),
  );
}

function subnetSentences(cidr: string | undefined, facts: SubnetFacts): readonly string[] {
  return sentences(`subnet ${cidr}`, facts);
}

/** A subnet without a table of its own follows the VPC's main one. */
function tableOf(tables: readonly RouteTable[], subnetId: string | undefined): RouteTable | undefined {
  return (
    tables.find(({ Associations }) => Associations?.some(({ SubnetId }) => SubnetId === subnetId)) ??
    tables.find(({ Associations }) => Associations?.some(({ Main }) => Main))
  );
}

function furtherRoutes(table: RouteTable | undefined): readonly Route[] {
  return (table?.Routes ?? []).filter(({ GatewayId = "" }) => GatewayId !== "local" && !GatewayId.startsWith("vpce-"));
}

function routeText(route: Route, zoneOfNat: ReadonlyMap<string | undefined, string | undefined>): string {
  const destination = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId;
  return `${destination} to ${routeTarget(route, zoneOfNat)}`;
}

function routeTarget(route: Route, zoneOfNat: ReadonlyMap<string | undefined, string | undefined>): string {
  if (route.NatGatewayId !== undefined) return natGateway(zoneOfNat.get(route.NatGatewayId) ?? route.NatGatewayId);
  if (route.GatewayId?.startsWith("igw-")) return internetGateway;
  const { GatewayId, TransitGatewayId, VpcPeeringConnectionId, NetworkInterfaceId, InstanceId } = route;
  return GatewayId ?? TransitGatewayId ?? VpcPeeringConnectionId ?? NetworkInterfaceId ?? InstanceId ?? "nowhere known";
}
