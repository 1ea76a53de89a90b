import { changes, creates, type Grant, reads } from "../grant";

const routeTables = reads("anywhere", "ec2", "DescribeRouteTables");
/** A new thing is tagged as it is made; a default security group, when it is adopted. */
const networkTags = [creates("network", "ec2", "CreateTags"), changes("network", "ec2", "DeleteTags")];

/** Calls of the VPC, and of what stands in it. */
export const networkGrants = {
  aws_default_security_group: [
    ...networkTags,
    reads("anywhere", "ec2", "DescribeSecurityGroups", "DescribeSecurityGroupRules"),
    changes("network", "ec2", "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress"),
  ],
  aws_eip: [
    ...networkTags,
    reads("anywhere", "ec2", "DescribeAddresses", "DescribeAddressesAttribute"),
    creates("network", "ec2", "AllocateAddress"),
    changes("network", "ec2", "DisassociateAddress", "ReleaseAddress"),
  ],
  aws_flow_log: [
    ...networkTags,
    reads("anywhere", "ec2", "DescribeFlowLogs"),
    creates("network", "ec2", "CreateFlowLogs"),
    changes("network", "ec2", "DeleteFlowLogs"),
    changes("flowLogRole", "iam", "PassRole"),
  ],
  aws_internet_gateway: [
    ...networkTags,
    reads("anywhere", "ec2", "DescribeInternetGateways"),
    creates("network", "ec2", "CreateInternetGateway"),
    changes("network", "ec2", "AttachInternetGateway", "DeleteInternetGateway", "DetachInternetGateway"),
  ],
  aws_nat_gateway: [
    ...networkTags,
    reads("anywhere", "ec2", "DescribeNatGateways"),
    creates("network", "ec2", "CreateNatGateway"),
    changes("network", "ec2", "DeleteNatGateway"),
  ],
  aws_route: [routeTables, changes("network", "ec2", "CreateRoute", "DeleteRoute", "ReplaceRoute")],
  aws_route_table: [
    ...networkTags,
    routeTables,
    creates("network", "ec2", "CreateRouteTable"),
    changes("network", "ec2", "CreateRoute", "DeleteRoute", "DeleteRouteTable", "ReplaceRoute"),
  ],
  aws_route_table_association: [
    routeTables,
    changes("network", "ec2", "AssociateRouteTable", "DisassociateRouteTable", "ReplaceRouteTableAssociation"),
  ],
  aws_security_group: [
    ...networkTags,
    reads("anywhere", "ec2", "DescribeNetworkInterfaces", "DescribeSecurityGroupRules", "DescribeSecurityGroups"),
    creates("network", "ec2", "CreateSecurityGroup"),
    changes("existingVpc", "ec2", "CreateSecurityGroup"),
    changes(
      "network",
      "ec2",
      "AuthorizeSecurityGroupEgress",
      "AuthorizeSecurityGroupIngress",
      "DeleteSecurityGroup",
      "RevokeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
      "UpdateSecurityGroupRuleDescriptionsEgress",
      "UpdateSecurityGroupRuleDescriptionsIngress",
    ),
  ],
  aws_subnet: [
    ...networkTags,
    reads("anywhere", "ec2", "DescribeNetworkInterfaces", "DescribeSubnets"),
    creates("network", "ec2", "CreateSubnet"),
    changes("network", "ec2", "DeleteSubnet", "ModifySubnetAttribute"),
  ],
  aws_vpc: [
    ...networkTags,
    reads(
      "anywhere",
      "ec2",
      "DescribeNetworkAcls",
      "DescribeRouteTables",
      "DescribeSecurityGroups",
      "DescribeVpcAttribute",
      "DescribeVpcs",
    ),
    creates("network", "ec2", "CreateVpc"),
    changes("network", "ec2", "DeleteVpc", "ModifyVpcAttribute"),
  ],
  aws_vpc_endpoint: [
    ...networkTags,
    reads("anywhere", "ec2", "DescribePrefixLists", "DescribeVpcEndpoints"),
    creates("network", "ec2", "CreateVpcEndpoint"),
    changes("network", "ec2", "DeleteVpcEndpoints", "ModifyVpcEndpoint"),
  ],
} as const satisfies Readonly<Record<string, readonly Grant[]>>;
