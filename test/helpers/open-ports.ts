import { portText, securityGroupRules } from "../../checks/security-group-rules";
import { parseTemplate } from "../../checks/template";
import type { Template } from "./template";

/** Every opening of every security group as `GROUP in|out PORTS from|to SOURCE`, inline or separate, sorted. */
export function openPorts({ json }: Template): readonly string[] {
  const template = parseTemplate(json);
  const nameOf = (address: string) => {
    const name = template.resources.find((resource) => resource.address === address)?.body.name;
    return typeof name === "string" ? name : address;
  };
  return securityGroupRules(template)
    .flatMap((rule) => {
      const [direction, preposition] = rule.direction === "ingress" ? ["in", "from"] : ["out", "to"];
      const opening = `${nameOf(rule.group)} ${direction} ${portText(rule)} ${preposition}`;
      return [...rule.cidrs, ...rule.peers.map(nameOf)].map((end) => `${opening} ${end}`);
    })
    .sort();
}
