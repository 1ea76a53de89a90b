import { expect, test } from "vitest";
import { planNat } from "../../model/nat-plan";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { NatGateways, type NatGatewaysProps } from "./nat-gateways";

const gateways = (overrides: Partial<NatGatewaysProps> = {}): NatGatewaysProps => ({
  gateways: [{ zone: "a", name: "shop-staging-nat-a" }],
  routes: planNat("single", ["a", "b"]),
  publicSubnetIdByZone: { a: "subnet-0a1b2c3d4e5f60718", b: "subnet-0b1c2d3e4f5061728" },
  privateRouteTableIdByZone: { a: "rtb-0a1b2c3d4e5f60718", b: "rtb-0b1c2d3e4f5061728" },
  ...overrides,
});

const synthesized = (props: NatGatewaysProps) =>
  synthesize((scope) => {
    new NatGateways(scope, "nat", props);
  });

const throughGateway = (routeTableId: string, gatewayId: string) => ({
  route_table_id: routeTableId,
  destination_cidr_block: "0.0.0.0/0",
  nat_gateway_id: gatewayId,
});

test("gives both zones a route through one gateway", () => {
  const template = synthesized(gateways());
  const gatewayId = reference(template, "aws_nat_gateway", "id");
  expect(template.addresses()).toEqual([
    "aws_eip.nat_address-a_F2A17E8C",
    "aws_nat_gateway.nat_gateway-a_78967C6F",
    "aws_route.nat_route-a_BF75A9D8",
    "aws_route.nat_route-b_400502D8",
  ]);
  expect(template.resource("aws_nat_gateway")).toEqual({
    allocation_id: reference(template, "aws_eip", "id"),
    subnet_id: "subnet-0a1b2c3d4e5f60718",
    tags: { Name: "shop-staging-nat-a" },
  });
  expect(template.resource("aws_eip")).toEqual({ domain: "vpc", tags: { Name: "shop-staging-nat-a" } });
  expect(template.resources("aws_route")).toEqual([
    throughGateway("rtb-0a1b2c3d4e5f60718", gatewayId),
    throughGateway("rtb-0b1c2d3e4f5061728", gatewayId),
  ]);
});

test("gives each zone a gateway of its own where the plan says so", () => {
  const perZone = ["a", "b"].map((zone) => ({ zone, name: `shop-staging-nat-${zone}` }));
  const template = synthesized(gateways({ gateways: perZone, routes: planNat("per-zone", ["a", "b"]) }));
  const gatewayId = (zone: string) => reference(template, `aws_nat_gateway.nat_gateway-${zone}`, "id");
  expect(template.resources("aws_nat_gateway").map(({ subnet_id }) => subnet_id)).toEqual([
    "subnet-0a1b2c3d4e5f60718",
    "subnet-0b1c2d3e4f5061728",
  ]);
  expect(template.resources("aws_eip")).toHaveLength(2);
  expect(template.resources("aws_route")).toEqual([
    throughGateway("rtb-0a1b2c3d4e5f60718", gatewayId("a")),
    throughGateway("rtb-0b1c2d3e4f5061728", gatewayId("b")),
  ]);
});

test("makes nothing without a plan", () => {
  expect(synthesized(gateways({ gateways: [], routes: planNat("none", ["a", "b"]) })).addresses()).toEqual([]);
});

test.each([
  { missing: "public subnet", overrides: { publicSubnetIdByZone: {} }, zone: "a" },
  {
    missing: "private route table",
    overrides: { privateRouteTableIdByZone: { a: "rtb-0a1b2c3d4e5f60718" } },
    zone: "b",
  },
  { missing: "gateway that its route names", overrides: { gateways: [] }, zone: "a" },
])("refuses a plan for a zone without a $missing", ({ overrides, zone }) => {
  expect(() => synthesized(gateways(overrides))).toThrow(
    new RangeError(`the NAT plan names zone ${zone}, where the network has no subnet`),
  );
});
