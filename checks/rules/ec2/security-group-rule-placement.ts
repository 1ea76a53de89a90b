import type { Rule } from "../../rule";
import { securityGroupRules } from "../../security-group-rules";

export const securityGroupRulePlacement: Rule = {
  id: "security-group-rule-placement",
  severity: "MEDIUM",
  title: "A group's rules are all inline or all separate",
  why: "Terraform removes separate rules from a group with inline ones at every other apply, so the open ports change by turns",
  evaluate: (template) => {
    const rules = securityGroupRules(template);
    const withInlineRules = new Set(rules.filter(({ placement }) => placement === "inline").map(({ group }) => group));
    return rules
      .filter(({ placement, group }) => placement === "separate" && withInlineRules.has(group))
      .map(({ resource, group }) => ({
        resource,
        message: `a separate rule of ${group}, which has inline rules`,
        remedy: "write the rule into the group, or all of its rules as separate resources",
      }));
  },
};
