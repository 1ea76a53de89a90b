import { type PolicyStatement, policies } from "../../policies";
import type { Rule } from "../../rule";

export const oidcSubject: Rule = {
  id: "oidc-subject",
  severity: "CRITICAL",
  title: "A role for an identity provider names the subject that may assume it",
  why: "without an exact sub every repository or workspace of the provider gets the role; scanners miss it in JSON text",
  evaluate: (template) =>
    policies(template)
      .statements.filter(({ allows, actions }) => allows && actions.includes("sts:AssumeRoleWithWebIdentity"))
      .filter((statement) => !namesSubject(statement))
      .map(({ resource, argument }) => ({
        resource,
        message: `${argument} does not name the token's subject`,
        remedy: "add a StringEquals condition on the provider's :sub, without wildcards",
      })),
};

function namesSubject({ conditions }: PolicyStatement): boolean {
  return conditions.some(
    ({ test, variable, values }) =>
      test.startsWith("String") &&
      /:sub$/.test(variable) &&
      values.length > 0 &&
      !values.some((value) => value.includes("*")),
  );
}
