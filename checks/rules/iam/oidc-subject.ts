import type { Rule } from "../../rule";
import { asksExactly, webIdentityStatements } from "../../web-identity";

export const oidcSubject: Rule = {
  id: "oidc-subject",
  severity: "CRITICAL",
  title: "A role for an identity provider names the subject that may assume it",
  why: "without an exact sub every repository or workspace of the provider gets the role; scanners miss it in JSON text",
  evaluate: (template) =>
    webIdentityStatements(template)
      .filter((statement) => !asksExactly(statement, "sub"))
      .map(({ resource, argument }) => ({
        resource,
        message: `${argument} does not name the token's subject`,
        remedy: "add a StringEquals condition on the provider's :sub, without wildcards",
      })),
};
