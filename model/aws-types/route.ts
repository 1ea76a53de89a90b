import { hourlyToMonthlyUsd, prices } from "../prices";
import type { AwsTypes } from "./aws-type";
import { gone } from "./effect";
import { changes, creates, reads } from "./provider-calls";
import { networkPart, networkTags } from "./vpc-part";

const routeTables = reads("anywhere", "ec2", "DescribeRouteTables");

/** Ways out of a VPC and into it. */
export const routeTypes: AwsTypes = {
  aws_eip: {
    ...networkPart,
    managedIn: { runtime: ["network"] },
    calls: [
      ...networkTags,
      reads("anywhere", "ec2", "DescribeAddresses", "DescribeAddressesAttribute"),
      creates("network", "ec2", "AllocateAddress"),
      changes("network", "ec2", "DisassociateAddress", "ReleaseAddress"),
    ],
    whenGone: gone("the address that others may have allowed goes"),
    price: { monthlyUsd: hourlyToMonthlyUsd(prices.publicIpv4Hour) },
    usualSeconds: 15,
  },
  aws_internet_gateway: {
    ...networkPart,
    managedIn: { base: ["network"] },
    calls: [
      ...networkTags,
      reads("anywhere", "ec2", "DescribeInternetGateways"),
      creates("network", "ec2", "CreateInternetGateway"),
      changes("network", "ec2", "AttachInternetGateway", "DeleteInternetGateway", "DetachInternetGateway"),
    ],
    whenGone: gone("nothing comes in or goes out"),
    usualSeconds: 20,
  },
  aws_nat_gateway: {
    ...networkPart,
    managedIn: { runtime: ["network"] },
    calls: [
      ...networkTags,
      reads("anywhere", "ec2", "DescribeNatGateways"),
      creates("network", "ec2", "CreateNatGateway"),
      changes("network", "ec2", "DeleteNatGateway"),
    ],
    whenGone: gone("tasks cannot reach anything outside, image pulls and secrets included"),
    price: { monthlyUsd: hourlyToMonthlyUsd(prices.natGatewayHour) },
    usualSeconds: 180,
  },
  aws_route: {
    ...networkPart,
    managedIn: { base: ["network"], runtime: ["network"] },
    calls: [routeTables, changes("network", "ec2", "CreateRoute", "DeleteRoute", "ReplaceRoute")],
    madeUpByAws: "nothing",
    whenGone: gone("connections through the route are cut"),
    whenUpdated: () => ({ effect: "connections through the old route are cut", downtime: "possible" }),
    usualSeconds: 15,
  },
  aws_route_table: {
    ...networkPart,
    managedIn: { base: ["network"] },
    lookedUpIn: { runtime: ["network"] },
    calls: [
      ...networkTags,
      routeTables,
      creates("network", "ec2", "CreateRouteTable"),
      changes("network", "ec2", "CreateRoute", "DeleteRoute", "DeleteRouteTable", "ReplaceRoute"),
    ],
    whenGone: gone("its subnets lose their way out"),
    usualSeconds: 15,
  },
  aws_route_table_association: {
    ...networkPart,
    managedIn: { base: ["network"] },
    calls: [
      routeTables,
      changes("network", "ec2", "AssociateRouteTable", "DisassociateRouteTable", "ReplaceRouteTableAssociation"),
    ],
    whenGone: gone("its subnet loses its way out"),
    usualSeconds: 15,
  },
};
