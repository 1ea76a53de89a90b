import {
  AllocateAddressCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  DescribeInternetGatewaysCommand,
  DescribeRouteTablesCommand,
  ModifySubnetAttributeCommand,
  ReplaceRouteCommand,
  RevokeSecurityGroupIngressCommand,
} from "@aws-sdk/client-ec2";
import { named, type Tampering, type Target } from "./tampering";

const everywhere = "0.0.0.0/0";
/** The subnet whose tasks lose their way out. */
const cutOff = "10.1.128.0/18";
const s3 = "s3 by an endpoint";

export const networkTamperings: readonly Tampering[] = [
  {
    title: "the tasks' port is opened to everybody",
    detectedBy: "network",
    tamper: async ({ clients, account }) => {
      const { id: GroupId } = named(await account.securityGroups(), "shop-staging-agent-task");
      const port = { IpProtocol: "tcp", FromPort: 8080, ToPort: 8080, IpRanges: [{ CidrIp: everywhere }] };
      await clients.network.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [port] }));
      return { unexpected: ["VPC -> agent: 8080"] };
    },
  },
  {
    title: "the load balancer's HTTPS port is closed",
    detectedBy: "network",
    tamper: async ({ clients, account }) => {
      const { id: GroupId } = named(await account.securityGroups(), "shop-staging-alb");
      const port = { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: everywhere }] };
      await clients.network.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [port] }));
      return { lacking: ["internet -> load balancer: 80, 443"], unexpected: ["internet -> load balancer: 80"] };
    },
  },
  {
    title: "the default security group lets everything out",
    detectedBy: "network",
    tamper: async ({ clients, account }) => {
      const all = { IpProtocol: "-1", IpRanges: [{ CidrIp: everywhere }] };
      const own = (await account.securityGroups()).filter(
        ({ ingress, egress }) => ingress.length + egress.length === 0,
      );
      const { id: GroupId } = named(own, "default");
      await clients.network.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: [all] }));
      return { unexpected: [`security group default -> internet: every port (not from ${cutOff})`] };
    },
  },
  {
    title: "a further security group appears",
    detectedBy: "network",
    tamper: async ({ clients, vpcId }) => {
      const GroupName = "stranger";
      await clients.network.send(new CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId: vpcId }));
      return { unexpected: [`security group stranger -> internet: every port (not from ${cutOff})`] };
    },
  },
  {
    title: "a private subnet is routed to the internet gateway",
    detectedBy: "network",
    tamper: async (target) => {
      await routeToInternet(target, cutOff);
      const subnet = `subnet ${cutOff} in us-east-1a: internet`;
      return {
        lacking: ["agent -> internet: 443", `${subnet}, out by the NAT gateway in us-east-1a; ${s3}`],
        unexpected: [`agent -> internet: 443 (not from ${cutOff})`, `${subnet}, both ways; ${s3}`],
      };
    },
  },
  {
    title: "a subnet gives every interface a public address",
    detectedBy: "plan",
    changes: "aws_subnet",
    tamper: async ({ clients, account }) => {
      const { id: SubnetId } = named(await account.subnets(), "shop-staging-private-b");
      const MapPublicIpOnLaunch = { Value: true };
      return clients.network.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch }));
    },
  },
  {
    title: "a further subnet appears",
    detectedBy: "network",
    tamper: async ({ clients, vpcId: VpcId }) => {
      const CidrBlock = "10.1.64.0/24";
      await clients.network.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone: "us-east-1c" }));
      return { unexpected: [`subnet ${CidrBlock} in us-east-1c: no way out`] };
    },
  },
  {
    title: "an address is paid for and not used",
    detectedBy: "network",
    tamper: async ({ clients }) => {
      const { AllocationId } = await clients.network.send(new AllocateAddressCommand({ Domain: "vpc" }));
      return { unexpected: [`elastic address ${AllocationId} that nobody uses`] };
    },
  },
];

async function routeToInternet({ clients: { network }, account, vpcId }: Target, cidr: string): Promise<void> {
  const subnet = (await account.subnets()).find((found) => found.vpcId === vpcId && found.cidr === cidr);
  const attached = [{ Name: "attachment.vpc-id", Values: [vpcId] }];
  const gateways = await network.send(new DescribeInternetGatewaysCommand({ Filters: attached }));
  const associated = [{ Name: "association.subnet-id", Values: [subnet?.id ?? ""] }];
  const tables = await network.send(new DescribeRouteTablesCommand({ Filters: associated }));
  await network.send(
    new ReplaceRouteCommand({
      RouteTableId: tables.RouteTables?.[0]?.RouteTableId,
      DestinationCidrBlock: everywhere,
      GatewayId: gateways.InternetGateways?.[0]?.InternetGatewayId,
    }),
  );
}
