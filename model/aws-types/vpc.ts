import { isList, objectsOf } from "../json";
import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";
import { networkPart, networkTags } from "./vpc-part";

/** Calls of the VPC, and of what stands in it. */
export const vpcTypes: AwsTypes = {
  aws_default_security_group: {
    emulated: {
      refuses: { none: "it came with its VPC, and goes with it" },
      rewrites: [carried("rules keep their descriptions", "ec2_rule_description")],
      lookedIn: "EC2 API Reference: RevokeSecurityGroupIngress",
      onlyInAws: { none: "an empty second plan shows all of it" },
    },
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
    emulated: {
      refuses: [carried("roles that are not there or are for others", "ec2_flow_logs")],
      rewrites: [carried("it shows as failed where its log group is missing")],
      lookedIn:
        "EC2 API Reference: CreateFlowLogs; VPC User Guide: IAM role for publishing flow logs to CloudWatch Logs",
      onlyInAws: { what: "that records arrive", shownBy: "apply" },
    },
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
    emulated: {
      refuses: [carried("deletion while interfaces or rules of others name it", "ec2_in_use")],
      rewrites: [carried("rules keep their descriptions", "ec2_rule_description")],
      lookedIn: "EC2 API Reference: DeleteSecurityGroup",
      onlyInAws: { what: "that packets flow", shownBy: "smoke" },
    },
    ...networkPart,
    managedIn: { runtime: ["entrance", "services"], base: ["volumes"] },
    lookedUpIn: { runtime: ["volumes"] },
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
    emulated: {
      refuses: [
        carried("blocks that overlap or lie outside the VPC"),
        carried("deletion while interfaces are in it", "ec2_in_use"),
      ],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EC2 API Reference: CreateSubnet, DeleteSubnet",
      onlyInAws: { what: "that it has addresses left", shownBy: "apply" },
    },
    ...networkPart,
    managedIn: { base: ["network"] },
    lookedUpIn: { runtime: ["network"] },
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
    emulated: {
      refuses: [carried("deletion while groups, subnets or gateways are in it", "ec2_in_use")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "EC2 API Reference: CreateVpc, DeleteVpc; VPC User Guide: Delete your VPC",
      onlyInAws: { what: "that the account's quota has room", shownBy: "preflight" },
    },
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
    emulated: {
      refuses: [carried("a VPC that is not there")],
      rewrites: [carried("it stays visible once it is deleted")],
      lookedIn: "EC2 API Reference: CreateVpcEndpoint, DeleteVpcEndpoints",
      onlyInAws: { what: "that packets flow", shownBy: "smoke" },
    },
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
      lines: ({ vpc_endpoint_type: kind, subnet_ids: subnets }) => {
        if (kind !== "Interface") return [];
        if (!isList(subnets)) return "unknown";
        const zones = { quantity: subnets.length, price: "interfaceEndpoint", billed: "while it exists" } as const;
        return [{ what: "interface endpoints", ...zones }];
      },
    },
    usualSeconds: 90,
  },
};
