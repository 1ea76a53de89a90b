import type { Rule } from "../../rule";
import { isOpenToInternet, portText, type SecurityGroupRule, securityGroupRules } from "../../security-group-rules";

export const openEgress: Rule = {
  id: "open-egress",
  severity: "HIGH",
  title: "The way out to the internet is HTTPS alone, and for instances the packages of Ubuntu",
  why: "an intruder's tools call home on any port that is open; tfsec rates every way out alike and knows no separate rules",
  evaluate: (template, plans) => {
    const hosts = plans.flatMap((plan) => plan.hosts.map(({ securityGroup }) => securityGroup.name));
    const isForPackages = ({ resource, ...rule }: SecurityGroupRule) =>
      isPort(rule, 80) && hosts.some((name) => name === resource.body.name);
    return securityGroupRules(template)
      .filter((rule) => rule.direction === "egress" && isOpenToInternet(rule))
      .filter((rule) => !isPort(rule, 443) && !isForPackages(rule))
      .map((rule) => ({
        resource: rule.resource,
        message: `${portText(rule)} leads from ${rule.group} to ${rule.cidrs.join(", ")}`,
        remedy: "open tcp 443, or the one port and address that is needed",
      }));
  },
};

function isPort({ protocol, ports }: Pick<SecurityGroupRule, "protocol" | "ports">, port: number): boolean {
  return protocol === "tcp" && ports?.from === port && ports.to === port;
}
