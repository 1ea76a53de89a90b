import type { Rule } from "../../rule";
import { securityGroupRules } from "../../security-group-rules";
import { refersTo, resourcesOfType } from "../../template";

export const defaultSecurityGroup: Rule = {
  id: "default-security-group",
  severity: "HIGH",
  title: "A VPC's default security group lets nothing through",
  why: "whatever is started without a group gets this one, which AWS makes open to its members and the internet; tfsec does not load it",
  evaluate: (template) => {
    const closed = resourcesOfType(template, "aws_default_security_group");
    const open = new Set(securityGroupRules(template).map(({ resource }) => resource.address));
    return [
      ...resourcesOfType(template, "aws_vpc")
        .filter((vpc) => !closed.some(({ body }) => refersTo(body.vpc_id, vpc)))
        .map((resource) => ({
          resource,
          message: "the VPC's default security group is left as AWS made it",
          remedy: "take it over with an aws_default_security_group without rules",
        })),
      ...closed
        .filter(({ address }) => open.has(address))
        .map((resource) => ({
          resource,
          message: "the default security group has rules",
          remedy: "remove ingress and egress from it; make a group for what needs one",
        })),
    ];
  },
};
