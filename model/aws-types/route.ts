import { oneOf } from "../cost/billed-line";
import { gigabytesPerMonth } from "../cost/usage";
import type { AwsTypes } from "./aws-type";
import { gone } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";
import { networkPart, networkTags } from "./vpc-part";

const routeTables = reads("anywhere", "ec2", "DescribeRouteTables");

/** Ways out of a VPC and into it. */
export const routeTypes: AwsTypes = {
  aws_eip: {
    emulated: {
      refuses: [
        carried("release while it is associated", "ec2_in_use"),
        carried("a sixth address", "ec2_internet_access"),
      ],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EC2 API Reference: AllocateAddress, ReleaseAddress",
      onlyInAws: { what: "that the account's quota has room", shownBy: "preflight" },
    },
    ...networkPart,
    managedIn: { runtime: ["network"] },
    calls: [
      ...networkTags,
      reads("anywhere", "ec2", "DescribeAddresses", "DescribeAddressesAttribute"),
      creates("network", "ec2", "AllocateAddress"),
      changes("network", "ec2", "DisassociateAddress", "ReleaseAddress"),
    ],
    whenGone: gone("the address that others may have allowed goes"),
    price: { lines: oneOf("publicIpv4", "addresses of NAT gateways") },
    usualSeconds: 15,
  },
  aws_internet_gateway: {
    emulated: {
      refuses: [carried("detachment while addresses are mapped, deletion while it is attached", "ec2_in_use")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EC2 API Reference: DetachInternetGateway, DeleteInternetGateway",
      onlyInAws: { what: "that packets flow", shownBy: "smoke" },
    },
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
    emulated: {
      refuses: [carried("work in a VPC without internet gateway: it fails", "ec2_internet_access")],
      rewrites: [
        carried("it stays visible once it is deleted, without interface and address", "ec2_nat_gateway_deletion"),
      ],
      lookedIn: "VPC User Guide: Troubleshoot NAT gateways; EC2 API Reference: CreateNatGateway",
      onlyInAws: { what: "that packets flow", shownBy: "smoke" },
    },
    ...networkPart,
    managedIn: { runtime: ["network"] },
    calls: [
      ...networkTags,
      reads("anywhere", "ec2", "DescribeNatGateways"),
      creates("network", "ec2", "CreateNatGateway"),
      changes("network", "ec2", "DeleteNatGateway"),
    ],
    whenGone: gone("tasks cannot reach anything outside, image pulls and secrets included"),
    price: {
      lines: (_, { usage, others }) => [
        { what: "NAT gateways", quantity: 1, price: "natGateway", billed: "while it exists" },
        {
          what: "traffic through NAT",
          quantity: gigabytesPerMonth(usage.megabytesThroughNatPerDay) / Math.max(1, others("aws_nat_gateway").length),
          price: "natTraffic",
          billed: "while awake",
          assumes: "megabytesThroughNatPerDay",
        },
      ],
    },
    usualSeconds: 180,
  },
  aws_route: {
    emulated: {
      refuses: [carried("a second route to the same block")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EC2 API Reference: CreateRoute",
      onlyInAws: { what: "that packets flow", shownBy: "smoke" },
    },
    ...networkPart,
    managedIn: { base: ["network"], runtime: ["network"] },
    calls: [routeTables, changes("network", "ec2", "CreateRoute", "DeleteRoute", "ReplaceRoute")],
    madeUpByAws: "nothing",
    whenGone: gone("connections through the route are cut"),
    whenUpdated: () => ({ effect: "connections through the old route are cut", downtime: "possible" }),
    usualSeconds: 15,
  },
  aws_route_table: {
    emulated: {
      refuses: [carried("deletion while subnets are associated")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EC2 API Reference: DeleteRouteTable",
      onlyInAws: { what: "that packets flow", shownBy: "smoke" },
    },
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
    emulated: {
      refuses: [carried("a table that is not there")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EC2 API Reference: AssociateRouteTable",
      onlyInAws: { what: "that packets flow", shownBy: "smoke" },
    },
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
