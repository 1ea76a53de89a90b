import type { Rule } from "../../rule";
import { isOpenToInternet, portText, type SecurityGroupRule, securityGroupRules } from "../../security-group-rules";

export const openEgress: Rule = {
  id: "open-egress",
  severity: "HIGH",
  title: "The way out to the internet is HTTPS alone",
  why: "an intruder's tools call home on any port that is open; tfsec rates every way out alike and knows no separate rules",
  evaluate: (template) =>
    securityGroupRules(template)
      .filter((rule) => rule.direction === "egress" && isOpenToInternet(rule) && !isHttps(rule))
      .map((rule) => ({
        resource: rule.resource,
        message: `${portText(rule)} leads from ${rule.group} to ${rule.cidrs.join(", ")}`,
        remedy: "open tcp 443, or the one port and address that is needed",
      })),
};

function isHttps({ protocol, ports }: SecurityGroupRule): boolean {
  return protocol === "tcp" && ports?.from === 443 && ports.to === 443;
}
