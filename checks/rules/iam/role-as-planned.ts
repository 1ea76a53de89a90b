import type { PlannedRole } from "../../../model/delivery/planned-iam";
import { plannedIam } from "../../planned-iam";
import { policyDifferences } from "../../policy-differences";
import { resolverOf, type TextResolver } from "../../resolved-text";
import type { Rule } from "../../rule";
import { absentResource, type Resource, resourcesOfType } from "../../template";

const type = "aws_iam_role";

export const roleAsPlanned: Rule = {
  id: "role-as-planned",
  severity: "CRITICAL",
  title: "Roles are those of the plan, within their boundary, and trust exactly whom the plan says",
  why: "no scanner knows whose repository, workspace or phase a trust policy should name, or which boundary is a role's own",
  evaluate: (template, plans, sharers = plans) => {
    const { roles } = plannedIam(plans, sharers);
    const resolve = resolverOf(template, plans);
    const found = resourcesOfType(template, type).map((resource) => ({ resource, name: resolve(resource.body.name) }));
    const missing = [...roles.keys()].filter((name) => !found.some((role) => role.name === name));
    return [
      ...found.flatMap(({ resource, name }) =>
        differences(resource, roles.get(name), resolve).map((message) => ({
          resource,
          message,
          remedy: "make each role from the plan, and change what it is meant to be there",
        })),
      ),
      ...missing.map((name) => ({
        resource: absentResource(type, name),
        message: `there is no role ${name}`,
        remedy: "make it: what it is for would take another role",
      })),
    ];
  },
};

function differences({ body }: Resource, role: PlannedRole | undefined, resolve: TextResolver): readonly string[] {
  if (role === undefined) return [`nobody has planned the role ${resolve(body.name)}`];
  const boundary = resolve(body.permissions_boundary);
  return [
    ...(boundary === role.boundaryArn ? [] : [`permissions_boundary is ${boundary}, and not ${role.boundaryArn}`]),
    ...policyDifferences(body.assume_role_policy, role.trustPolicy, resolve).map(
      (difference) => `assume_role_policy ${difference}`,
    ),
  ];
}
