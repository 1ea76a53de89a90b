import type { Answers } from "../../../test/helpers/answering";

interface Port {
  readonly port?: number;
  readonly to: string;
}

interface Group {
  readonly name: string;
  readonly ingress?: readonly Port[];
  readonly egress?: readonly Port[];
}

export const privateBlocks = ["10.1.128.0/18", "10.1.192.0/18"] as const;
const zones = ["us-east-1a", "us-east-1b"] as const;
const subnets = [
  { SubnetId: "public-0", CidrBlock: "10.1.0.0/19" },
  { SubnetId: "public-1", CidrBlock: "10.1.32.0/19" },
  { SubnetId: "private-0", CidrBlock: privateBlocks[0] },
  { SubnetId: "private-1", CidrBlock: privateBlocks[1] },
];

export const internetRoute = { DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1" };
export const natRoute = { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: "nat-1" };

export function aRouteTable(name: string, routes: readonly object[], subnetIds: readonly string[]) {
  return {
    RouteTableId: name,
    VpcId: "vpc-1",
    Routes: [{ DestinationCidrBlock: "10.1.0.0/16", GatewayId: "local" }, ...routes],
    Associations: subnetIds.map((SubnetId) => ({ SubnetId })),
  };
}

/** A group whose peers are address blocks, or names of other groups. */
export function aGroup({ name, ingress = [], egress = [] }: Group) {
  const permission = ({ port, to }: Port) => ({
    ...(port === undefined ? { IpProtocol: "-1" } : { IpProtocol: "tcp", FromPort: port, ToPort: port }),
    ...(to.includes("/") ? { IpRanges: [{ CidrIp: to }] } : { UserIdGroupPairs: [{ GroupId: to }] }),
  });
  return {
    GroupId: name,
    GroupName: name,
    VpcId: "vpc-1",
    IpPermissions: ingress.map(permission),
    IpPermissionsEgress: egress.map(permission),
  };
}

export function aTaskPlace(groupName: string, tier: "public" | "private" = "private") {
  return {
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: [`${tier}-0`, `${tier}-1`],
        securityGroups: [groupName],
        assignPublicIp: tier === "public" ? "ENABLED" : "DISABLED",
      },
    },
  };
}

const everywhere = "0.0.0.0/0";
export const balancerGroup = aGroup({
  name: "shop-staging-alb",
  ingress: [
    { port: 80, to: everywhere },
    { port: 443, to: everywhere },
  ],
  egress: privateBlocks.map((to) => ({ port: 8080, to })),
});
export const taskGroup = aGroup({
  name: "shop-staging-agent-task",
  ingress: [{ port: 8080, to: "shop-staging-alb" }],
  egress: [{ port: 443, to: everywhere }],
});

export const agentService = {
  serviceName: "agent",
  desiredCount: 1,
  loadBalancers: [{ targetGroupArn: "target-group", containerPort: 8080 }],
  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  ...aTaskPlace("shop-staging-agent-task"),
};

/** A VPC as a staging environment has it; what the overrides leave out is as promised. */
export function aNetwork(
  overrides: Answers = {},
  services: readonly { readonly serviceName: string }[] = [agentService],
): Answers {
  return {
    DescribeVpcs: {
      Vpcs: [{ VpcId: "vpc-1", CidrBlock: "10.1.0.0/16", Tags: [{ Key: "Name", Value: "shop-staging" }] }],
    },
    DescribeSubnets: {
      Subnets: subnets.map((subnet, index) => ({ ...subnet, VpcId: "vpc-1", AvailabilityZone: zones[index % 2] })),
    },
    DescribeRouteTables: {
      RouteTables: [
        aRouteTable("public", [internetRoute], ["public-0", "public-1"]),
        aRouteTable("private", [natRoute], ["private-0", "private-1"]),
      ],
    },
    DescribeVpcEndpoints: {
      VpcEndpoints: [{ ServiceName: "com.amazonaws.us-east-1.s3", RouteTableIds: ["public", "private"] }],
    },
    DescribeInternetGateways: {
      InternetGateways: [{ InternetGatewayId: "igw-1", Attachments: [{ VpcId: "vpc-1" }] }],
    },
    DescribeNatGateways: { NatGateways: [{ NatGatewayId: "nat-1", SubnetId: "public-0", State: "available" }] },
    DescribeAddresses: {},
    DescribeSecurityGroups: {
      SecurityGroups: [aGroup({ name: "default" }), balancerGroup, taskGroup],
    },
    DescribeLoadBalancers: {
      LoadBalancers: [
        {
          LoadBalancerName: "shop-staging",
          LoadBalancerArn: "balancer",
          DNSName: "shop-staging-1.us-east-1.elb.amazonaws.com",
          AvailabilityZones: [{ SubnetId: "public-0" }, { SubnetId: "public-1" }],
          SecurityGroups: ["shop-staging-alb"],
        },
      ],
    },
    DescribeListeners: { Listeners: [{ Port: 80 }, { Port: 443 }] },
    DescribeRules: { Rules: [{ Priority: "1", Actions: [{ Type: "forward", TargetGroupArn: "target-group" }] }] },
    ListClusters: { clusterArns: ["cluster"] },
    ListServices: (input) =>
      "cluster" in input ? { serviceArns: services.map(({ serviceName }) => serviceName) } : {},
    DescribeServices: (input) => ({
      services: services.filter(({ serviceName }) => "services" in input && String(input.services) === serviceName),
    }),
    ListSchedules: {},
    ...overrides,
  };
}
