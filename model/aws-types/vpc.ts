import { isList, objectsOf } from "../json";
import { hourlyToMonthlyUsd, prices } from "../prices";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { changes, creates, reads } from "./provider-calls";
import { networkPart, networkTags } from "./vpc-part";

/** Calls of the VPC, and of what stands in it. */
export const vpcTypes: AwsTypes = {
  aws_default_security_group: {
    ...networkPart,
    managedIn: { base: ["network"] },
    calls: [
      ...networkTags,
      reads("anywhere", "ec2", "DescribeSecurityGroups", "DescribeSecurityGroupRules"),
      // AWS makes it with the VPC and without a tag, so that it is adopted by one; nothing else tells whose it is.
      creates("defaultSecurityGroups", "ec2", "CreateTags"),
      changes("network", "ec2", "RevokeSecurityGroupEgress", "RevokeSecurityGroupIngress"),
    ],
    whenGone: unnoticed,
    usualSeconds: 20,
  },
  aws_flow_log: {
    ...networkPart,
    managedIn: { base: ["network"] },
    calls: [
      ...networkTags,
      reads("anywhere", "ec2", "DescribeFlowLogs"),
      creates("network", "ec2", "CreateFlowLogs"),
      changes("network", "ec2", "DeleteFlowLogs"),
      creates("flowLogRole", "iam", "PassRole"),
    ],
    whenGone: unnoticed,
    price: { none: "its log group is billed" },
    tables: { none: "it tells of the network, and changes nothing in it" },
    usualSeconds: 20,
  },
  aws_security_group: {
    ...networkPart,
    managedIn: { base: ["entrance", "services"] },
    lookedUpIn: { runtime: ["entrance", "services"] },
    calls: [
      ...networkTags,
      reads("anywhere", "ec2", "DescribeNetworkInterfaces", "DescribeSecurityGroupRules", "DescribeSecurityGroups"),
      creates("network", "ec2", "CreateSecurityGroup"),
      creates("existingVpc", "ec2", "CreateSecurityGroup"),
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
    whenGone: gone("what only this group allowed is refused"),
    // One for the description, and one for each inline rule: none of these when it does not see nested blocks.
    scannedBy: { tfsec: ({ ingress, egress }) => 1 + objectsOf(ingress).length + objectsOf(egress).length },
    usualSeconds: 20,
  },
  aws_subnet: {
    ...networkPart,
    managedIn: { base: ["network"] },
    // In a VPC that exists, the load balancer needs to know the addresses of its targets.
    lookedUpIn: { base: ["entrance"], runtime: ["network"] },
    calls: [
      ...networkTags,
      reads("anywhere", "ec2", "DescribeNetworkInterfaces", "DescribeSubnets"),
      creates("network", "ec2", "CreateSubnet"),
      changes("network", "ec2", "DeleteSubnet", "ModifySubnetAttribute"),
    ],
    whenGone: gone("what runs in the subnet goes"),
    scannedBy: { tfsec: 1 },
    usualSeconds: 30,
  },
  aws_vpc: {
    ...networkPart,
    managedIn: { base: ["network"] },
    lookedUpIn: { runtime: ["network"] },
    calls: [
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
    whenGone: gone("everything in the network goes"),
    scannedBy: { tfsec: 1 },
    usualSeconds: 30,
  },
  aws_vpc_endpoint: {
    ...networkPart,
    managedIn: { base: ["network"] },
    calls: [
      ...networkTags,
      reads("anywhere", "ec2", "DescribePrefixLists", "DescribeVpcEndpoints"),
      creates("network", "ec2", "CreateVpcEndpoint"),
      changes("network", "ec2", "DeleteVpcEndpoints", "ModifyVpcEndpoint"),
    ],
    whenGone: gone("its service is reached another way, or not at all"),
    price: {
      monthlyUsdOf: ({ vpc_endpoint_type: kind, subnet_ids: subnets }) => {
        if (kind !== "Interface") return 0;
        return isList(subnets) ? subnets.length * hourlyToMonthlyUsd(prices.interfaceEndpointHour) : "unknown";
      },
    },
    usualSeconds: 90,
  },
};
