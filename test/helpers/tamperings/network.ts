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
import { labels } from "../../../rehearsal/read-back/labels";
import { changed, missing, notAskedFor, type Tampering, type Target } from "./tampering";

const everywhere = "0.0.0.0/0";
const taskGroup = "shop-staging-agent-task";

export const networkTamperings: readonly Tampering[] = [
  {
    title: "the tasks' port is opened to everybody",
    tamper: async ({ clients, idOf }) => {
      const GroupId = idOf(labels.securityGroup(taskGroup));
      const port = { IpProtocol: "tcp", FromPort: 8080, ToPort: 8080, IpRanges: [{ CidrIp: everywhere }] };
      await clients.network.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [port] }));
      return [notAskedFor("open ports", `open port 8080/tcp from ${everywhere} on ${taskGroup}`)];
    },
  },
  {
    title: "the load balancer's HTTPS port is closed",
    tamper: async ({ clients, idOf }) => {
      const GroupId = idOf(labels.securityGroup("shop-staging-alb"));
      const port = { IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: everywhere }] };
      await clients.network.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [port] }));
      return [missing("open ports", `open port 443/tcp from ${everywhere} on shop-staging-alb`)];
    },
  },
  {
    title: "the default security group lets everything out",
    tamper: async ({ clients, idOf }) => {
      const all = { IpProtocol: "-1", IpRanges: [{ CidrIp: everywhere }] };
      const GroupId = idOf(labels.securityGroup("default"));
      await clients.network.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: [all] }));
      return [notAskedFor("open ports", `open way out every port/every protocol to ${everywhere} on default`)];
    },
  },
  {
    title: "a further security group appears",
    tamper: async ({ clients, vpcId }) => {
      const GroupName = "stranger";
      await clients.network.send(new CreateSecurityGroupCommand({ GroupName, Description: GroupName, VpcId: vpcId }));
      return [
        notAskedFor("open ports", "security group stranger"),
        notAskedFor("open ports", `open way out every port/every protocol to ${everywhere} on stranger`),
      ];
    },
  },
  {
    title: "a private subnet is routed to the internet gateway",
    tamper: async (target) => {
      const subnet = "subnet 10.1.128.0/18";
      await routeToInternet(target, target.idOf(subnet));
      const [nat, internet] = ["the NAT gateway in us-east-1a", "the internet gateway"];
      return changed("subnets", `${subnet}: routes`, `${everywhere} to ${nat}`, `${everywhere} to ${internet}`);
    },
  },
  {
    title: "a subnet gives every interface a public address",
    tamper: async ({ clients, idOf }) => {
      const SubnetId = idOf("subnet 10.1.192.0/18");
      const MapPublicIpOnLaunch = { Value: true };
      await clients.network.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch }));
      return changed("subnets", "subnet 10.1.192.0/18: public address for every interface", "off", "on");
    },
  },
  {
    title: "a further subnet appears",
    tamper: async ({ clients, vpcId: VpcId }) => {
      const CidrBlock = "10.1.64.0/24";
      await clients.network.send(new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone: "us-east-1c" }));
      const facts = ["tier unknown", "zone us-east-1c", "routes none", "public address for every interface off"];
      return facts.map((fact) => notAskedFor("subnets", `subnet ${CidrBlock}: ${fact}`));
    },
  },
  {
    title: "an address is paid for and not used",
    tamper: async ({ clients }) => {
      const { AllocationId } = await clients.network.send(new AllocateAddressCommand({ Domain: "vpc" }));
      return [notAskedFor("NAT gateways", `elastic address ${AllocationId} of no NAT gateway`)];
    },
  },
];

async function routeToInternet({ clients: { network }, vpcId }: Target, subnetId: string): Promise<void> {
  const attached = [{ Name: "attachment.vpc-id", Values: [vpcId] }];
  const gateways = await network.send(new DescribeInternetGatewaysCommand({ Filters: attached }));
  const associated = [{ Name: "association.subnet-id", Values: [subnetId] }];
  const tables = await network.send(new DescribeRouteTablesCommand({ Filters: associated }));
  await network.send(
    new ReplaceRouteCommand({
      RouteTableId: tables.RouteTables?.[0]?.RouteTableId,
      DestinationCidrBlock: everywhere,
      GatewayId: gateways.InternetGateways?.[0]?.InternetGatewayId,
    }),
  );
}
