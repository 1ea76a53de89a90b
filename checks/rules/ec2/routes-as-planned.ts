import { type Json, listOf, objectOf } from "../../../model/json";
import type { OwnNetworkPlan } from "../../../model/plan/network-plan";
import { networksOf } from "../../arguments/plans";
import type { Rule } from "../../rule";
import { absentResource, allBlocks, type Resource, referencesIn, resourcesOfType, type Template } from "../../template";

export const routesAsPlanned: Rule = {
  id: "routes-as-planned",
  severity: "HIGH",
  title: "Private subnets are reached from inside alone: their way out is a NAT gateway, where one is planned",
  why: "what makes a subnet public is a route of a table of another resource, which no scanner follows",
  evaluate: (template, plans) => {
    const found = waysIn(template);
    const planned = networksOf(plans).flatMap(plannedWays);
    return [
      ...found
        .filter(({ way }) => !planned.includes(way))
        .map(({ resource, way }) => ({ resource, message: `nobody has planned ${way}`, remedy: "take it out" })),
      ...planned
        .filter((way) => !found.some((known) => known.way === way))
        .map((way) => ({
          resource: absentResource("aws_route", way),
          message: `${way} is planned and not there`,
          remedy: "bring it back",
        })),
    ];
  },
};

/** Routes, whose they are, and where the gateways stand, by the names that they are tagged with. */
function waysIn(template: Template): readonly { readonly resource: Resource; readonly way: string }[] {
  const names = new Map(allBlocks(template).map(({ address, body }) => [address, objectOf(body.tags).Name]));
  const nameOf = (value: Json | undefined) => {
    const [address = String(value ?? "nothing")] = referencesIn(value);
    return String(names.get(address) ?? address);
  };
  return [
    ...resourcesOfType(template, "aws_route").map((resource) => {
      const { route_table_id, destination_cidr_block: destination, gateway_id, nat_gateway_id } = resource.body;
      const targets = [
        ...listOf(gateway_id).map((id) => `gateway ${nameOf(id)}`),
        ...listOf(nat_gateway_id).map((id) => `NAT gateway ${nameOf(id)}`),
      ];
      return { resource, way: route(nameOf(route_table_id), String(destination), targets.join(" and ")) };
    }),
    ...resourcesOfType(template, "aws_route_table_association").map((resource) => ({
      resource,
      way: association(nameOf(resource.body.subnet_id), nameOf(resource.body.route_table_id)),
    })),
    ...resourcesOfType(template, "aws_nat_gateway").map((resource) => ({
      resource,
      way: standing(nameOf(`\${${resource.address}}`), nameOf(resource.body.subnet_id)),
    })),
  ];
}

function plannedWays({ names, subnets, natGateways, natRoutes }: OwnNetworkPlan): readonly string[] {
  const subnetIn = (tier: "public" | "private", zone: string) =>
    String(subnets.find((subnet) => subnet.tier === tier && subnet.zone === zone)?.name);
  const gatewayIn = (zone: string) => String(natGateways.find((gateway) => gateway.zone === zone)?.name);
  return [
    route(names.publicRouteTable, "0.0.0.0/0", `gateway ${names.vpc}`),
    ...natRoutes.map(({ zone, gatewayZone }) =>
      route(subnetIn("private", zone), "0.0.0.0/0", `NAT gateway ${gatewayIn(gatewayZone)}`),
    ),
    ...subnets.map(({ tier, name }) => association(name, tier === "public" ? names.publicRouteTable : name)),
    ...natGateways.map(({ zone, name }) => standing(name, subnetIn("public", zone))),
  ];
}

const route = (table: string, destination: string, target: string) =>
  `a route of ${table} to ${destination} through ${target}`;
const association = (subnet: string, table: string) => `the routes of ${table} for subnet ${subnet}`;
const standing = (gateway: string, subnet: string) => `NAT gateway ${gateway} in subnet ${subnet}`;
