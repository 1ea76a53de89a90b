import { objectOf } from "../../model/json";
import { portText, type SecurityGroupRule, securityGroupRules } from "../security-group-rules";
import { resourcesOfType, type Template } from "../template";
import type { PlanDocument } from "./plan-json";
import { isUnknown, templateAt } from "./planned-changes";
import { shownPart } from "./shown-part";

export interface PortChanges {
  /** In words, sorted. */
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  /** Addresses whose rules Terraform will know only when it applies. */
  readonly unknown: readonly string[];
}

/** What a plan opens and closes: rules of security groups, wherever they are written, and listeners of load balancers. */
export function portChanges(plan: PlanDocument): PortChanges {
  const before = openings(templateAt(plan, "before"));
  const after = openings(templateAt(plan, "after"));
  return {
    opened: [...after].filter((opening) => !before.has(opening)).sort(),
    closed: [...before].filter((opening) => !after.has(opening)).sort(),
    unknown: plan.resource_changes
      .filter(hasUnknownRules)
      .map(({ address }) => address)
      .sort(),
  };
}

const separateRules = new Set([
  "aws_security_group_rule",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
]);
const ends = ["cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks", "from_port", "to_port", "ip_protocol"];

function hasUnknownRules({ type, change }: PlanDocument["resource_changes"][number]): boolean {
  const unknown = objectOf(change.after_unknown);
  if (type === "aws_security_group") {
    // The other groups of a rule are often new as well; that a rule is there is known.
    return unknown.ingress === true || unknown.egress === true;
  }
  return separateRules.has(type) && ends.some((argument) => isUnknown(unknown[argument]));
}

function openings(template: Template): ReadonlySet<string> {
  return new Set([
    ...securityGroupRules(template).flatMap(ruleOpenings),
    ...resourcesOfType(template, "aws_lb_listener").map(
      ({ address, body }) => `${address}: listens on ${shownPart(body.port)} (${shownPart(body.protocol)})`,
    ),
  ]);
}

function ruleOpenings(rule: SecurityGroupRule): readonly string[] {
  const others = [...rule.cidrs, ...rule.peers];
  const towards = rule.direction === "ingress" ? "from" : "to";
  return (others.length === 0 ? ["what is known only when it is applied"] : others).map(
    (other) => `${rule.resource.address}: ${portText(rule)} ${towards} ${shownPart(other)}`,
  );
}
