import { type PolicyStatement, policies } from "./policies";
import type { Template } from "./template";

const actionsOfTokens = new Set(["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWith*", "sts:*", "*"]);

/** Statements by which a token of an identity provider gets a role. */
export function webIdentityStatements(template: Template): readonly PolicyStatement[] {
  return policies(template).statements.filter(
    ({ allows, actions, principals }) =>
      allows &&
      actions.some((action) => actionsOfTokens.has(action)) &&
      (actions.includes("sts:AssumeRoleWithWebIdentity") || principals.some(isIdentityProvider)),
  );
}

/** Whether the statement asks for whole values of the token's claim: no pattern, and none that only must not be. */
export function asksExactly({ conditions }: PolicyStatement, claim: "aud" | "sub"): boolean {
  return conditions.some(
    ({ test, variable, values }) =>
      (test === "StringEquals" || test === "StringLike") &&
      variable.endsWith(`:${claim}`) &&
      values.length > 0 &&
      !values.some((value) => /[*?]/.test(value)),
  );
}

function isIdentityProvider(principal: string): boolean {
  return principal.includes("oidc-provider/") || principal.includes("aws_iam_openid_connect_provider.");
}
