import { type Json, type JsonObject, objectsOf, stringsOf } from "../model/json";
import { type Resource, referencesIn, resourcesOfType, type Template } from "./template";

/** One opening of a security group, wherever it is written. */
export interface SecurityGroupRule {
  /** Resource that holds the rule: the group itself where it is inline. */
  readonly resource: Resource;
  readonly placement: "inline" | "separate";
  /** Address of the group, or the literal id. */
  readonly group: string;
  readonly direction: "ingress" | "egress";
  readonly protocol: string;
  /** Nothing where every port is open. */
  readonly ports: { readonly from: number; readonly to: number } | undefined;
  readonly cidrs: readonly string[];
  /** Addresses of the groups at the other end, or their literal ids. */
  readonly peers: readonly string[];
}

const inlineHolders = ["aws_security_group", "aws_default_security_group"];

/** Inline rules and the three resource types of separate ones, in one shape. */
export function securityGroupRules(template: Template): readonly SecurityGroupRule[] {
  return [
    ...resourcesOfType(template, ...inlineHolders).flatMap((group) =>
      (["ingress", "egress"] as const).flatMap((direction) =>
        objectsOf(group.body[direction]).map((body) => inlineRule(group, direction, body)),
      ),
    ),
    ...resourcesOfType(template, "aws_security_group_rule").map(legacyRule),
    ...resourcesOfType(template, "aws_vpc_security_group_ingress_rule").map((rule) => separateRule(rule, "ingress")),
    ...resourcesOfType(template, "aws_vpc_security_group_egress_rule").map((rule) => separateRule(rule, "egress")),
  ];
}

/** Whether the other end is the whole internet. Half of it is not better than all of it. */
export function isOpenToInternet(rule: SecurityGroupRule): boolean {
  return rule.cidrs.some((cidr) => Number(/\/(\d+)$/.exec(cidr)?.[1] ?? 128) < (cidr.includes(":") ? 16 : 8));
}

export function portText({ protocol, ports }: SecurityGroupRule): string {
  if (ports === undefined) return protocol === "-1" ? "every port" : `every port of ${protocol}`;
  return `${protocol} ${ports.from === ports.to ? ports.from : `${ports.from}-${ports.to}`}`;
}

function inlineRule(group: Resource, direction: "ingress" | "egress", body: JsonObject): SecurityGroupRule {
  return {
    resource: group,
    placement: "inline",
    group: group.address,
    direction,
    ...openingOf(body, body.protocol),
    cidrs: [...stringsOf(body.cidr_blocks), ...stringsOf(body.ipv6_cidr_blocks)],
    peers: [...namesOf(body.security_groups), ...(body.self === true ? [group.address] : [])],
  };
}

function legacyRule(resource: Resource): SecurityGroupRule {
  const { body } = resource;
  const [group = ""] = namesOf(body.security_group_id);
  return {
    resource,
    placement: "separate",
    group,
    direction: body.type === "egress" ? "egress" : "ingress",
    ...openingOf(body, body.protocol),
    cidrs: [...stringsOf(body.cidr_blocks), ...stringsOf(body.ipv6_cidr_blocks)],
    peers: [...namesOf(body.source_security_group_id), ...(body.self === true ? [group] : [])],
  };
}

function separateRule(resource: Resource, direction: "ingress" | "egress"): SecurityGroupRule {
  const { body } = resource;
  return {
    resource,
    placement: "separate",
    group: namesOf(body.security_group_id)[0] ?? "",
    direction,
    ...openingOf(body, body.ip_protocol),
    cidrs: [...stringsOf(body.cidr_ipv4), ...stringsOf(body.cidr_ipv6)],
    peers: namesOf(body.referenced_security_group_id),
  };
}

function openingOf(body: JsonObject, protocol: Json | undefined): Pick<SecurityGroupRule, "protocol" | "ports"> {
  const name = protocol === "all" || protocol === undefined ? "-1" : String(protocol);
  const { from_port: from, to_port: to } = body;
  const known = name !== "-1" && typeof from === "number" && typeof to === "number";
  return { protocol: name, ports: known ? { from, to } : undefined };
}

/** The groups that ids name: by address where they are references. */
function namesOf(ids: Json | undefined): readonly string[] {
  return stringsOf(ids).map((id) => referencesIn(id)[0] ?? id);
}
