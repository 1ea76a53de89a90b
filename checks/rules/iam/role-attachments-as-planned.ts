import { plannedIam } from "../../planned-iam";
import { resolverOf } from "../../resolved-text";
import type { Rule } from "../../rule";
import { absentResource, resourcesOfType } from "../../template";

const type = "aws_iam_role_policy_attachment";

export const roleAttachmentsAsPlanned: Rule = {
  id: "role-attachments-as-planned",
  severity: "CRITICAL",
  title: "Each role has the policies attached that the plan gives it, and no other",
  why: "a policy of AWS such as PowerUserAccess, or of another environment, widens a role without a wildcard to be seen",
  evaluate: (template, plans, sharers = plans) => {
    const resolve = resolverOf(template, plans);
    const meant = [...plannedIam(plans, sharers).roles.values()].flatMap(({ name, attached }) =>
      attached.map((policy) => `${policy} to ${name}`),
    );
    const found = resourcesOfType(template, type).map((resource) => ({
      resource,
      attachment: `${resolve(resource.body.policy_arn)} to ${resolve(resource.body.role)}`,
    }));
    const missing = meant.filter((text) => !found.some(({ attachment }) => attachment === text));
    return [
      ...found
        .filter(({ attachment }) => !meant.includes(attachment))
        .map(({ resource, attachment }) => ({
          resource,
          message: `nobody has planned ${attachment}`,
          remedy: "take it out, or say in the plan what the role is for",
        })),
      ...missing.map((text) => ({
        resource: absentResource(type, text),
        message: `nothing attaches ${text}`,
        remedy: "attach it: without it the role cannot do what it is for",
      })),
    ];
  },
};
