import type { Rule } from "../../rule";
import { asksExactly, webIdentityStatements } from "../../web-identity";

export const oidcAudience: Rule = {
  id: "oidc-audience",
  severity: "CRITICAL",
  title: "A role for an identity provider names the audience that its token is for",
  why: "without an exact aud a token made for another service gets the role",
  evaluate: (template) =>
    webIdentityStatements(template)
      .filter((statement) => !asksExactly(statement, "aud"))
      .map(({ resource, argument }) => ({
        resource,
        message: `${argument} does not name the token's audience`,
        remedy: "add a StringEquals condition on the provider's :aud, without wildcards",
      })),
};
