import { plannedIam } from "../../planned-iam";
import { policyDifferences } from "../../policy-differences";
import { resolverOf } from "../../resolved-text";
import type { Rule } from "../../rule";
import { absentResource, resourcesOfType } from "../../template";

export const policyAsPlanned: Rule = {
  id: "policy-as-planned",
  severity: "CRITICAL",
  title: "Boundaries, policies and rights of roles say exactly what the plan says",
  why: "a denial or a condition that is gone looks like any other policy to a scanner",
  evaluate: (template, plans, sharers = plans) => {
    const { roles, policies } = plannedIam(plans, sharers);
    const ofRoles = new Map(
      [...roles.values()].flatMap(({ name, policy }) => (policy === undefined ? [] : [[name, policy]])),
    );
    const resolve = resolverOf(template, plans);
    return [
      { type: "aws_iam_policy", holder: "name", planned: policies },
      { type: "aws_iam_role_policy", holder: "role", planned: ofRoles },
    ].flatMap(({ type, holder, planned }) => {
      const found = resourcesOfType(template, type).map((resource) => ({
        resource,
        name: resolve(resource.body[holder]),
      }));
      const missing = [...planned.keys()].filter((name) => !found.some((policy) => policy.name === name));
      return [
        ...found.flatMap(({ resource, name }) => {
          const meant = planned.get(name);
          const messages =
            meant === undefined
              ? [`of ${name} is planned by nobody`]
              : policyDifferences(resource.body.policy, meant, resolve);
          return messages.map((message) => ({
            resource,
            message: `policy ${message}`,
            remedy: "make each policy from the plan, and change what it is meant to say there",
          }));
        }),
        ...missing.map((name) => ({
          resource: absentResource(type, name),
          message: `there is no ${type} with the ${holder} ${name}`,
          remedy: "make it: without its boundary a role may do more, and without its rights nothing",
        })),
      ];
    });
  },
};
