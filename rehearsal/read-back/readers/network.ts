import {
  DescribeAddressesCommand,
  type EC2Client,
  type IpPermission,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
  type Route,
  type RouteTable,
} from "@aws-sdk/client-ec2";
import { allOf } from "../../../delivery/aws/all-of";
import { environmentOf, type Owned, tagOf } from "./owned";

export interface Vpc extends Owned {
  readonly id: string;
  readonly cidr: string;
}

export interface Subnet extends Owned {
  readonly id: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly zone: string;
  /** But for the VPC's own and those of its endpoints. */
  readonly routes: readonly { readonly destination: string; readonly targetId: string }[];
  /** Services that it reaches without the internet, such as `com.amazonaws.us-east-1.s3`. */
  readonly endpoints: readonly string[];
}

export interface SecurityGroup extends Owned {
  readonly id: string;
  readonly vpcId: string;
  readonly ingress: readonly GroupRule[];
  readonly egress: readonly GroupRule[];
}

export interface GroupRule {
  /** `-1` for every one. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  /** Address block, or id of a group or prefix list. */
  readonly peer: string;
}

export interface NatGateway extends Owned {
  readonly id: string;
  readonly subnetId: string;
  /** Whether it is up and has an address of the internet. */
  readonly carries: boolean;
}

/** But for the one that every account has. */
export async function readVpcs(client: EC2Client): Promise<readonly Vpc[]> {
  const all = await allOf(paginateDescribeVpcs({ client }, {}), ({ Vpcs }) => Vpcs);
  return all
    .filter(({ IsDefault }) => IsDefault !== true)
    .map(({ VpcId = "", CidrBlock = "", Tags }) => ({
      id: VpcId,
      name: tagOf(Tags, "Name") ?? VpcId,
      environment: environmentOf(Tags),
      cidr: CidrBlock,
    }));
}

export async function readSubnets(client: EC2Client): Promise<readonly Subnet[]> {
  const all = await allOf(paginateDescribeSubnets({ client }, {}), ({ Subnets }) => Subnets);
  const tables = await allOf(paginateDescribeRouteTables({ client }, {}), ({ RouteTables }) => RouteTables);
  const endpoints = await allOf(paginateDescribeVpcEndpoints({ client }, {}), (page) => page.VpcEndpoints);
  return all.map(({ SubnetId = "", VpcId = "", CidrBlock = "", AvailabilityZone = "", Tags }) => {
    const table = tableOf(tables, SubnetId, VpcId);
    const reached = endpoints.filter(({ RouteTableIds }) => RouteTableIds?.includes(table?.RouteTableId ?? ""));
    return {
      id: SubnetId,
      name: tagOf(Tags, "Name") ?? CidrBlock,
      environment: environmentOf(Tags),
      vpcId: VpcId,
      cidr: CidrBlock,
      zone: AvailabilityZone,
      routes: (table?.Routes ?? []).flatMap(routeOf),
      endpoints: reached.map(({ ServiceName = "" }) => ServiceName),
    };
  });
}

function routeOf(route: Route): Subnet["routes"] {
  const targetId = targetOf(route);
  const destination = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? "";
  return targetId === "local" || targetId.startsWith("vpce-") ? [] : [{ destination, targetId }];
}

/** A subnet without a table of its own follows the VPC's main one. */
function tableOf(tables: readonly RouteTable[], subnetId: string, vpcId: string): RouteTable | undefined {
  return (
    tables.find(({ Associations }) => Associations?.some(({ SubnetId }) => SubnetId === subnetId)) ??
    tables.find(({ VpcId, Associations }) => VpcId === vpcId && Associations?.some(({ Main }) => Main))
  );
}

function targetOf({ NatGatewayId, GatewayId, TransitGatewayId, VpcPeeringConnectionId, NetworkInterfaceId }: Route) {
  const target = NatGatewayId ?? GatewayId ?? TransitGatewayId ?? VpcPeeringConnectionId ?? NetworkInterfaceId;
  return target ?? "nowhere known";
}

export async function readSecurityGroups(client: EC2Client): Promise<readonly SecurityGroup[]> {
  const all = await allOf(paginateDescribeSecurityGroups({ client }, {}), ({ SecurityGroups }) => SecurityGroups);
  return all.map(({ GroupId = "", GroupName = "", VpcId = "", IpPermissions, IpPermissionsEgress, Tags }) => ({
    id: GroupId,
    name: GroupName,
    environment: environmentOf(Tags),
    vpcId: VpcId,
    ingress: (IpPermissions ?? []).flatMap(rulesOf),
    egress: (IpPermissionsEgress ?? []).flatMap(rulesOf),
  }));
}

function rulesOf(permission: IpPermission): readonly GroupRule[] {
  const { IpProtocol = "-1", FromPort = 0, ToPort = 65_535 } = permission;
  const peers = [
    ...(permission.IpRanges ?? []).map(({ CidrIp }) => CidrIp),
    ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
    ...(permission.UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId),
    ...(permission.PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId),
  ];
  return peers.map((peer = "") => ({ protocol: IpProtocol, fromPort: FromPort, toPort: ToPort, peer }));
}

export async function readNatGateways(client: EC2Client): Promise<readonly NatGateway[]> {
  const all = await allOf(paginateDescribeNatGateways({ client }, {}), ({ NatGateways }) => NatGateways);
  return all
    .filter(({ State }) => State !== "deleted")
    .map(({ NatGatewayId = "", SubnetId = "", State, ConnectivityType, Tags }) => ({
      id: NatGatewayId,
      name: tagOf(Tags, "Name") ?? NatGatewayId,
      environment: environmentOf(Tags),
      subnetId: SubnetId,
      carries: State === "available" && ConnectivityType !== "private",
    }));
}

/** The VPC of each internet gateway. */
export async function readInternetGateways(client: EC2Client): Promise<ReadonlyMap<string, string | undefined>> {
  const all = await allOf(paginateDescribeInternetGateways({ client }, {}), ({ InternetGateways }) => InternetGateways);
  return new Map(all.map(({ InternetGatewayId = "", Attachments }) => [InternetGatewayId, Attachments?.[0]?.VpcId]));
}

/** Elastic addresses, which cost money with or without somebody who uses them. */
export async function readAddresses(client: EC2Client): Promise<readonly (Owned & { readonly isUsed: boolean })[]> {
  const { Addresses = [] } = await client.send(new DescribeAddressesCommand({}));
  const gateways = await allOf(paginateDescribeNatGateways({ client }, {}), ({ NatGateways }) => NatGateways);
  const used = gateways
    .filter(({ State }) => State !== "deleted")
    .flatMap(({ NatGatewayAddresses }) => (NatGatewayAddresses ?? []).map(({ AllocationId }) => AllocationId));
  return Addresses.map(({ AllocationId = "", AssociationId, Tags }) => ({
    name: tagOf(Tags, "Name") ?? AllocationId,
    environment: environmentOf(Tags),
    isUsed: AssociationId !== undefined || used.includes(AllocationId),
  }));
}
