import { policies } from "../../policies";
import type { Rule } from "../../rule";

export const anyPrincipal: Rule = {
  id: "any-principal",
  severity: "CRITICAL",
  title: "No policy lets everybody in",
  why: "a trust, bucket, key, topic or queue policy for * is open to every AWS account, or to the whole internet",
  evaluate: (template) =>
    policies(template)
      .statements.filter(({ allows, principals }) => allows && principals.includes("*"))
      .map(({ resource, argument, actions }) => ({
        resource,
        message: `${argument} allows ${actions.join(", ")} to everybody`,
        remedy: "name the accounts, roles or services that may",
      })),
};
