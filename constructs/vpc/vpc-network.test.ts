import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { planSubnets } from "../../model/subnet-plan";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { VpcNetwork } from "./vpc-network";

const subnets = planSubnets("10.1.0.0/16").map((planned) => ({
  ...planned,
  name: `shop-staging-${planned.tier}-${planned.zone}`,
}));

const names = {
  vpc: "shop-staging",
  defaultSecurityGroup: "shop-staging-default-unused",
  publicRouteTable: "shop-staging-public",
  s3Endpoint: "shop-staging-s3",
};

const template = synthesize((scope) => {
  const { vpcId } = new VpcNetwork(scope, "network", {
    names,
    region: "us-east-1",
    cidr: "10.1.0.0/16",
    subnets,
  });
  new TerraformOutput(scope, "vpc-id", { value: vpcId });
});

const vpcId = reference(template, "aws_vpc", "id");
const routeTableId = (name: string) => reference(template, `aws_route_table.network_${name}-routes`, "id");

test("makes exactly the network, and nothing that bills", () => {
  expect(template.addresses()).toEqual([
    "aws_default_security_group.network_default-security-group_F40826B8",
    "aws_internet_gateway.network_internet-gateway_E855E801",
    "aws_route.network_public-default-route_9AB86AC6",
    "aws_route_table.network_private-a-routes_98B34714",
    "aws_route_table.network_private-b-routes_B4642E17",
    "aws_route_table.network_public-routes_309B7EF4",
    "aws_route_table_association.network_private-a-association_455D1D6A",
    "aws_route_table_association.network_private-b-association_E282C0A9",
    "aws_route_table_association.network_public-a-association_21A1C362",
    "aws_route_table_association.network_public-b-association_62C9BB0F",
    "aws_subnet.network_private-a-subnet_7948BB17",
    "aws_subnet.network_private-b-subnet_23A5740F",
    "aws_subnet.network_public-a-subnet_4D5AD472",
    "aws_subnet.network_public-b-subnet_982449DF",
    "aws_vpc.network_vpc_4E8F0223",
    "aws_vpc_endpoint.network_s3-endpoint_3093E6A5",
  ]);
});

test("has the block, with names for what is in it", () => {
  expect(template.resource("aws_vpc")).toEqual({
    cidr_block: "10.1.0.0/16",
    enable_dns_hostnames: true,
    enable_dns_support: true,
    tags: { Name: "shop-staging" },
  });
  expect(template.outputs()["vpc-id"]).toEqual({ value: vpcId });
});

test("locks the default security group down: no rule in either direction", () => {
  expect(template.resource("aws_default_security_group")).toEqual({
    vpc_id: vpcId,
    tags: { Name: "shop-staging-default-unused" },
  });
});

test("makes the planned subnets, none of which hands out public addresses", () => {
  const subnet = (name: string, zone: string, cidr: string, tier: string) => ({
    vpc_id: vpcId,
    cidr_block: cidr,
    availability_zone: `us-east-1${zone}`,
    map_public_ip_on_launch: false,
    tags: { Name: `shop-staging-${name}`, Tier: tier },
  });
  expect(template.resources("aws_subnet")).toEqual([
    subnet("private-a", "a", "10.1.128.0/18", "private"),
    subnet("private-b", "b", "10.1.192.0/18", "private"),
    subnet("public-a", "a", "10.1.0.0/19", "public"),
    subnet("public-b", "b", "10.1.32.0/19", "public"),
  ]);
});

test("keeps private subnets off the internet gateway: the only route is the public table's", () => {
  expect(template.resource("aws_route")).toEqual({
    route_table_id: routeTableId("public"),
    destination_cidr_block: "0.0.0.0/0",
    gateway_id: reference(template, "aws_internet_gateway", "id"),
  });
  expect(template.resource("aws_internet_gateway")).toEqual({ vpc_id: vpcId, tags: { Name: "shop-staging" } });
});

test("gives each private subnet a route table of its own, and the public ones a shared one", () => {
  const association = (subnet: string, table: string) => ({
    subnet_id: reference(template, `aws_subnet.network_${subnet}-subnet`, "id"),
    route_table_id: routeTableId(table),
  });
  expect(template.resources("aws_route_table")).toEqual(
    ["private-a", "private-b", "public"].map((name) => ({ vpc_id: vpcId, tags: { Name: `shop-staging-${name}` } })),
  );
  expect(template.resources("aws_route_table_association")).toEqual([
    association("private-a", "private-a"),
    association("private-b", "private-b"),
    association("public-a", "public"),
    association("public-b", "public"),
  ]);
});

test("reaches S3 through a free gateway endpoint from every subnet", () => {
  expect(template.resource("aws_vpc_endpoint")).toEqual({
    vpc_id: vpcId,
    service_name: "com.amazonaws.us-east-1.s3",
    vpc_endpoint_type: "Gateway",
    route_table_ids: [routeTableId("public"), routeTableId("private-a"), routeTableId("private-b")],
    tags: { Name: "shop-staging-s3" },
  });
});

test("stands in the zones of its region", () => {
  const elsewhere = synthesize((scope) => {
    new VpcNetwork(scope, "network", { names, region: "eu-central-1", cidr: "10.1.0.0/16", subnets });
  });
  expect(elsewhere.json).not.toContain('"us-east-1a"');
  expect(elsewhere.resources("aws_subnet").map(({ availability_zone }) => availability_zone)).toEqual([
    "eu-central-1a",
    "eu-central-1b",
    "eu-central-1a",
    "eu-central-1b",
  ]);
});
