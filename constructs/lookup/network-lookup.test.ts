import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { planSubnets } from "../../model/subnet-plan";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { NetworkLookup } from "./network-lookup";

const subnets = planSubnets("10.1.0.0/16").map((planned) => ({
  ...planned,
  name: `shop-staging-${planned.tier}-${planned.zone}`,
}));

const template = synthesize((scope) => {
  const after = new DataAwsCallerIdentity(scope, "guard");
  const { vpcId, publicSubnetIdByZone, privateSubnetIdByZone, privateRouteTableIdByZone } = new NetworkLookup(
    scope,
    "network",
    { vpcName: "shop-staging", subnets, after },
  );
  new TerraformOutput(scope, "found", {
    value: { vpcId, publicSubnetIdByZone, privateSubnetIdByZone, privateRouteTableIdByZone },
  });
});

const inVpc = {
  vpc_id: reference(template, "data.aws_vpc", "id"),
  depends_on: ["data.aws_caller_identity.guard"],
};

test("makes nothing", () => {
  expect(template.addresses()).toEqual([
    "data.aws_caller_identity.guard",
    "data.aws_route_table.network_private-a-routes_98B34714",
    "data.aws_route_table.network_private-b-routes_B4642E17",
    "data.aws_subnet.network_private-a-subnet_7948BB17",
    "data.aws_subnet.network_private-b-subnet_23A5740F",
    "data.aws_subnet.network_public-a-subnet_4D5AD472",
    "data.aws_subnet.network_public-b-subnet_982449DF",
    "data.aws_vpc.network_vpc_4E8F0223",
  ]);
});

test("finds the VPC by its name, once the base stack is there", () => {
  expect(template.dataSource("aws_vpc")).toEqual({
    tags: { Name: "shop-staging" },
    depends_on: ["data.aws_caller_identity.guard"],
  });
});

test("finds each subnet by its name, in that VPC alone", () => {
  expect(template.dataSources("aws_subnet")).toEqual(
    ["private-a", "private-b", "public-a", "public-b"].map((name) => ({
      tags: { Name: `shop-staging-${name}` },
      ...inVpc,
    })),
  );
});

test("finds the private subnets' route tables, and leaves the public one alone", () => {
  expect(template.dataSources("aws_route_table")).toEqual(
    ["private-a", "private-b"].map((name) => ({ tags: { Name: `shop-staging-${name}` }, ...inVpc })),
  );
});

test("hands on ids by tier and zone", () => {
  const subnet = (name: string) => reference(template, `data.aws_subnet.network_${name}-subnet`, "id");
  const routes = (name: string) => reference(template, `data.aws_route_table.network_${name}-routes`, "route_table_id");
  expect(template.outputs().found).toEqual({
    value: {
      vpcId: reference(template, "data.aws_vpc", "id"),
      publicSubnetIdByZone: { a: subnet("public-a"), b: subnet("public-b") },
      privateSubnetIdByZone: { a: subnet("private-a"), b: subnet("private-b") },
      privateRouteTableIdByZone: { a: routes("private-a"), b: routes("private-b") },
    },
  });
});
