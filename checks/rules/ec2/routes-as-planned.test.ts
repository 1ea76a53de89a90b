import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anEnvironment, existingVpc } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { routesAsPlanned as rule } from "./routes-as-planned";

const tags = (end: string) => ({ tags: { Name: `shop-staging${end}` } });
const names = ["-public-a", "-public-b", "-private-a", "-private-b"];
const tables = ["-public", "-private-a", "-private-b"];
const named = (ends: readonly string[]) => Object.fromEntries(ends.map((end) => [`t${end}`, tags(end)]));
const to = (type: string, name: string) => `\${aws_${type}.${name}.id}`;
const out = { destination_cidr_block: "0.0.0.0/0" };
const throughNat = (zone: string) => ({
  ...out,
  route_table_id: to("route_table", `t-private-${zone}`),
  nat_gateway_id: to("nat_gateway", "nat"),
});
const routed = (subnet: string, table: string) => ({
  subnet_id: to("subnet", `t${subnet}`),
  route_table_id: to("route_table", `t${table}`),
});

const network = {
  aws_internet_gateway: { own: tags("") },
  aws_subnet: named(names),
  aws_route_table: named(tables),
  aws_nat_gateway: { nat: { ...tags("-nat-a"), subnet_id: to("subnet", "t-public-a") } },
  aws_route: {
    public: { ...out, route_table_id: to("route_table", "t-public"), gateway_id: to("internet_gateway", "own") },
    a: throughNat("a"),
    b: throughNat("b"),
  },
  aws_route_table_association: Object.fromEntries(
    names.map((name) => [`t${name}`, routed(name, name.startsWith("-public") ? "-public" : name)]),
  ),
};

function reported(changes: JsonObject) {
  return faults(rule, { ...network, ...changes }, {}, [planEnvironment(anEnvironment())]);
}

test("passes the network as it is planned", () => {
  expect(reported({})).toEqual([]);
});

test("reports a private route to the internet gateway, whatever else it names", () => {
  const gateway = { gateway_id: to("internet_gateway", "own") };
  const aws_route = { ...network.aws_route, a: { ...throughNat("a"), ...gateway } };
  expect(reported({ aws_route })).toEqual([
    "aws_route a route of shop-staging-private-a to 0.0.0.0/0 through NAT gateway shop-staging-nat-a: a route of shop-staging-private-a to 0.0.0.0/0 through NAT gateway shop-staging-nat-a is planned and not there",
    "aws_route.a: nobody has planned a route of shop-staging-private-a to 0.0.0.0/0 through gateway shop-staging and NAT gateway shop-staging-nat-a",
  ]);
});

test("reports a private subnet with the routes of public ones", () => {
  const associations = { ...network.aws_route_table_association, "t-private-a": routed("-private-a", "-public") };
  expect(reported({ aws_route_table_association: associations })).toContain(
    "aws_route_table_association.t-private-a: nobody has planned the routes of shop-staging-public for subnet shop-staging-private-a",
  );
});

test("reports a NAT gateway that stands in a private subnet", () => {
  const nat = { ...tags("-nat-a"), subnet_id: to("subnet", "t-private-a") };
  expect(reported({ aws_nat_gateway: { nat } })).toContain(
    "aws_nat_gateway.nat: nobody has planned NAT gateway shop-staging-nat-a in subnet shop-staging-private-a",
  );
});

test("reports every route in a network of others", () => {
  const plans = [planEnvironment(anEnvironment({ network: { existingVpc } }))];
  expect(
    faults(rule, { aws_route: { own: { ...out, route_table_id: "rtb-1", gateway_id: "igw-1" } } }, {}, plans),
  ).toEqual(["aws_route.own: nobody has planned a route of rtb-1 to 0.0.0.0/0 through gateway igw-1"]);
});
