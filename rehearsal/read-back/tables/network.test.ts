import { describe, expect, test } from "vitest";
import type { Answers } from "../../../test/helpers/answering";
import { anEnvironment, aService, existingVpc } from "../../../test/helpers/environments";
import { mermaidPicture } from "../picture";
import {
  aGroup,
  agentService,
  aNetwork,
  aRouteTable,
  aTaskPlace,
  balancerGroup,
  internetRoute,
  natRoute,
  privateBlocks,
  taskGroup,
} from "../testing/a-network";
import { compared } from "../testing/compared";
import { network } from "./network";

const everywhere = "0.0.0.0/0";
const environment = anEnvironment();

/** Rows that are there instead of the promised ones. */
async function instead(answers: Answers, of = environment) {
  const { lacking, unexpected } = await compared(network, of, answers);
  return { lacking, unexpected };
}

function groups(...others: readonly object[]): Answers {
  return aNetwork({ DescribeSecurityGroups: { SecurityGroups: others } });
}

describe("a network", () => {
  test("is who reaches whom, and where each subnet leads", async () => {
    expect(await compared(network, environment, aNetwork())).toEqual({
      table: "network",
      rows: [
        "agent -> internet: 443",
        "internet -> load balancer: 80, 443",
        "load balancer -> agent: 8080",
        "subnet 10.1.0.0/19 in us-east-1a: internet, both ways; s3 by an endpoint",
        "subnet 10.1.128.0/18 in us-east-1a: internet, out by the NAT gateway in us-east-1a; s3 by an endpoint",
        "subnet 10.1.192.0/18 in us-east-1b: internet, out by the NAT gateway in us-east-1a; s3 by an endpoint",
        "subnet 10.1.32.0/19 in us-east-1b: internet, both ways; s3 by an endpoint",
      ],
      lacking: [],
      unexpected: [],
    });
  });

  test("has a connection only where both groups let it through", async () => {
    const closedOut = { ...balancerGroup, IpPermissionsEgress: [] };
    const closedIn = { ...taskGroup, IpPermissions: [] };
    const none = { lacking: ["load balancer -> agent: 8080"], unexpected: [] };
    expect(await instead(groups(closedOut, taskGroup))).toEqual(none);
    expect(await instead(groups(balancerGroup, closedIn))).toEqual(none);
  });

  test("has no connection to a service that stands where the group does not let it", async () => {
    const [first] = privateBlocks;
    const narrow = aGroup({ ...balancerGroup, name: "shop-staging-alb", egress: [{ port: 8080, to: first }] });
    const { lacking } = await instead(groups({ ...narrow, IpPermissions: balancerGroup.IpPermissions }, taskGroup));
    expect(lacking).toEqual(["load balancer -> agent: 8080"]);
  });

  test("lets the VPC in where a group does and the internet has no way there", async () => {
    const open = aGroup({
      name: "shop-staging-agent-task",
      ingress: [
        { port: 8080, to: "shop-staging-alb" },
        { port: 8080, to: everywhere },
      ],
      egress: [{ port: 443, to: everywhere }],
    });
    expect(await instead(groups(balancerGroup, open))).toEqual({ lacking: [], unexpected: ["VPC -> agent: 8080"] });
  });

  test("lets the internet in where tasks have addresses of their own", async () => {
    const withoutNat = anEnvironment({ network: { cidr: "10.1.0.0/16", nat: "none" } });
    const open = aGroup({ name: "shop-staging-agent-task", ingress: [{ port: 22, to: everywhere }] });
    const publicly = { ...agentService, ...aTaskPlace("shop-staging-agent-task", "public") };
    const answers = aNetwork({ DescribeSecurityGroups: { SecurityGroups: [open] } }, [publicly]);
    expect((await instead(answers, withoutNat)).unexpected).toContain("internet -> agent: 22");
  });

  test.each([
    ["a gateway that is gone", { DescribeNatGateways: {} }, "10.1.128.0/18"],
    [
      "a gateway that is down",
      { DescribeNatGateways: { NatGateways: [{ NatGatewayId: "nat-1", SubnetId: "public-0", State: "failed" }] } },
      "10.1.128.0/18",
    ],
  ])("has no way out by %s", async (_what, answers, block) => {
    const { lacking, unexpected } = await instead(aNetwork(answers));
    expect(lacking).toContain("agent -> internet: 443");
    expect(unexpected.filter((row) => row.includes(block))).toHaveLength(1);
  });

  test("says from where tasks have no way out, as an internet gateway serves public addresses alone", async () => {
    const RouteTables = [
      aRouteTable("public", [internetRoute], ["public-0", "public-1", "private-0"]),
      aRouteTable("private", [natRoute], ["private-1"]),
    ];
    expect((await instead(aNetwork({ DescribeRouteTables: { RouteTables } }))).unexpected).toEqual([
      "agent -> internet: 443 (not from 10.1.128.0/18)",
      "subnet 10.1.128.0/18 in us-east-1a: internet, both ways; s3 by an endpoint",
    ]);
  });

  test("says which open port nobody listens on, and which one no listener leads to", async () => {
    const open = aGroup({ name: "shop-staging-alb", ingress: [{ port: 9000, to: everywhere }] });
    const { unexpected } = await instead(groups({ ...balancerGroup, IpPermissions: open.IpPermissions }, taskGroup));
    expect(unexpected).toEqual(["internet -> load balancer: 9000 (nothing listens)"]);
    expect((await instead(aNetwork({ DescribeRules: { Rules: [] } }))).unexpected).toEqual([
      "load balancer -> agent: 8080 (no listener leads there)",
    ]);
  });

  test("shows groups, subnets, VPCs and addresses that nobody asked for", async () => {
    const stranger = aGroup({ name: "stranger", egress: [{ to: everywhere }] });
    const answers = groups(balancerGroup, taskGroup, stranger);
    const further = { VpcId: "vpc-2", CidrBlock: "10.9.0.0/16" };
    const { DescribeVpcs, DescribeSubnets } = aNetwork();
    const { unexpected } = await instead({
      ...answers,
      DescribeVpcs: { Vpcs: [...listOf(DescribeVpcs, "Vpcs"), further, { VpcId: "vpc-0", IsDefault: true }] },
      DescribeSubnets: {
        Subnets: [
          ...listOf(DescribeSubnets, "Subnets"),
          { SubnetId: "x", VpcId: "vpc-1", CidrBlock: "10.1.64.0/24", AvailabilityZone: "us-east-1c" },
        ],
      },
      DescribeAddresses: { Addresses: [{ AllocationId: "eipalloc-1" }] },
    });
    expect(unexpected).toEqual([
      "VPC vpc-2 of 10.9.0.0/16",
      "elastic address eipalloc-1 that nobody uses",
      "security group stranger -> internet: every port",
      "subnet 10.1.64.0/24 in us-east-1c: no way out",
    ]);
  });
});

function listOf(answer: unknown, key: string): readonly object[] {
  const list: unknown = typeof answer === "object" && answer !== null ? Reflect.get(answer, key) : undefined;
  return Array.isArray(list) ? list : [];
}

describe("services of every kind", () => {
  const size = { cpuUnits: 256, memoryMiB: 512 };
  const repository = "shop-agent";
  const scaling = { minimumTasks: 1, maximumTasks: 2 };
  const withSearch = anEnvironment({
    services: {
      agent: aService({ uses: ["search"], egress: [{ port: 5432, to: "10.9.0.0/16" }] }),
      search: { kind: "internal", port: 8000, repository, size, scaling },
      report: { kind: "job", repository, size },
    },
  });
  const out = { port: 443, to: everywhere };
  const agent = aGroup({
    name: "shop-staging-agent-task",
    ingress: [{ port: 8080, to: "shop-staging-alb" }],
    egress: [out, { port: 5432, to: "10.9.0.0/16" }, ...privateBlocks.map((to) => ({ port: 8000, to }))],
  });
  const search = aGroup({
    name: "shop-staging-search-task",
    ingress: [{ port: 8000, to: "shop-staging-agent-task" }],
    egress: [out],
  });
  const report = aGroup({ name: "shop-staging-report-task", egress: [out] });
  const running = [agentService, { serviceName: "search", ...aTaskPlace("shop-staging-search-task") }];

  test("reach each other on the port of the one that is used, and a job stands where tasks do", async () => {
    const SecurityGroups = [balancerGroup, agent, search, report];
    const { rows, lacking, unexpected } = await compared(
      network,
      withSearch,
      aNetwork({ DescribeSecurityGroups: { SecurityGroups } }, running),
    );
    expect({ lacking, unexpected }).toEqual({ lacking: [], unexpected: [] });
    expect(rows.slice(0, 7)).toEqual([
      "agent -> 10.9.0.0/16: 5432",
      "agent -> internet: 443",
      "agent -> search: 8000",
      "internet -> load balancer: 80, 443",
      "load balancer -> agent: 8080",
      "report -> internet: 443",
      "search -> internet: 443",
    ]);
  });

  test("of a schedule stand where it starts them", async () => {
    const SecurityGroups = [balancerGroup, agent, search, report];
    const awsvpcConfiguration = { Subnets: ["public-0"], SecurityGroups: ["shop-staging-report-task"] };
    const schedules = {
      ListSchedules: { Schedules: [{ Name: "report", GroupName: "shop-staging" }] },
      GetSchedule: { Target: { EcsParameters: { NetworkConfiguration: { awsvpcConfiguration } } } },
    };
    const answers = aNetwork({ DescribeSecurityGroups: { SecurityGroups }, ...schedules }, running);
    expect((await instead(answers, withSearch)).lacking).toEqual(["report -> internet: 443"]);
  });
});

test("an internal load balancer is reached from where it is open to", async () => {
  const internal = anEnvironment({
    loadBalancer: { scheme: "internal", allowedCidrs: ["10.0.0.0/8", "10.1.0.0/16"] },
  });
  const ports = (to: string) => [80, 443].map((port) => ({ port, to }));
  const open = aGroup({ name: "shop-staging-alb", ingress: [...ports("10.0.0.0/8"), ...ports("10.1.0.0/16")] });
  const group = { ...balancerGroup, IpPermissions: open.IpPermissions };
  const { rows, lacking } = await compared(network, internal, groups(group, taskGroup));
  expect(lacking).toEqual([]);
  expect(rows).toEqual(
    expect.arrayContaining(["10.0.0.0/8 -> load balancer: 80, 443", "VPC -> load balancer: 80, 443"]),
  );
});

test("the subnets and the default group of an existing VPC are somebody else's", async () => {
  const { vpcId } = existingVpc;
  const inVpc = anEnvironment({ network: { existingVpc } });
  const SecurityGroups = [{ ...aGroup({ name: "default", egress: [{ to: everywhere }] }), VpcId: vpcId }];
  const answers = aNetwork({
    DescribeVpcs: { Vpcs: [{ VpcId: vpcId, CidrBlock: "10.0.0.0/16" }] },
    DescribeSecurityGroups: { SecurityGroups },
  });
  expect((await compared(network, inVpc, answers)).rows).toEqual([]);
});

test("a picture draws every connection, with its ports", () => {
  const rows = ["agent -> internet: 443", 'internet -> load balancer: 80, 443 (open: "all")', "subnet 10.1.0.0/19: x"];
  expect(mermaidPicture(rows)).toBe(`flowchart LR
  n0["agent"]
  n1["internet"]
  n2["load balancer"]
  n0 -->|"443"| n1
  n1 -->|"80, 443 (open: #quot;all#quot;)"| n2
`);
});
