import { type PolicyStatement, policies } from "../../policies";
import type { Rule } from "../../rule";

export const wildcardAction: Rule = {
  id: "wildcard-action",
  severity: "HIGH",
  title: "Policies name every action that they allow",
  why: "a wildcard allows what AWS adds later too; tfsec has a list of services where it lets one pass",
  evaluate: (template) =>
    policies(template).statements.flatMap((statement) =>
      wildcards(statement).map((action) => ({
        resource: statement.resource,
        message: `${statement.argument} allows ${action}`,
        remedy: "name the actions",
      })),
    ),
};

function wildcards({ allows, actions, notActions }: PolicyStatement): readonly string[] {
  if (!allows) return [];
  const all = notActions.length === 0 ? [] : [`everything but ${notActions.join(", ")}`];
  return [...all, ...actions.filter((action) => /[*?]/.test(action))];
}
