import { z } from "zod";
import { conditionsHold, matchesAny, type RequestContext } from "./conditions";

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statements = z.array(
  z.strictObject({
    Sid: z.string(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: z.strictObject({ Federated: z.string() }).optional(),
    Action: oneOrMany,
    Resource: oneOrMany.optional(),
    Condition: z.record(z.string(), z.record(z.string(), oneOrMany)).default({}),
  }),
);
const documentSchema = z.strictObject({ Version: z.literal("2012-10-17"), Statement: statements });

/** A policy as AWS gets it: Terraform's escape of `${` is undone, and what Terraform fills in is left as it is. */
export function policyOf(text: unknown): Policy {
  return documentSchema.parse(JSON.parse(String(text).replaceAll("$${", "${"))).Statement;
}

export type Policy = z.output<typeof statements>;

export interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
}

/** What a role may do by its own policies and within its boundary. */
export function isAllowed(
  { policies, boundary }: { readonly policies: readonly Policy[]; readonly boundary: Policy },
  call: Call,
): boolean {
  return decision(policies.flat(), call) === "allowed" && decision(boundary, call) === "allowed";
}

function decision(policy: Policy, { action, resource, context = {} }: Call): "allowed" | "denied" | "not mentioned" {
  const applying = policy.filter(
    (statement) =>
      // Actions do not know upper and lower case.
      matchesAny(
        statement.Action.map((name) => name.toLowerCase()),
        action.toLowerCase(),
      ) &&
      matchesAny(statement.Resource ?? [], resource) &&
      conditionsHold(statement.Condition, context),
  );
  if (applying.some(({ Effect }) => Effect === "Deny")) return "denied";
  return applying.length > 0 ? "allowed" : "not mentioned";
}

/** Claims of a token that its issuer signed. */
export interface Token {
  readonly issuer: string;
  readonly claims: RequestContext;
}

/** Claims that STS hands to a trust policy, beside `aud` and `sub`; of other issuers it hands none. */
const githubClaims = [
  "actor",
  "actor_id",
  "enterprise_id",
  "environment",
  "job_workflow_ref",
  "ref",
  "repository",
  "repository_id",
  "workflow",
];

/** Whether STS would hand out the role for the token. */
export function opensRole(trustPolicy: Policy, providerOf: (principal: string) => string, token: Token): boolean {
  const known = ["aud", "sub", ...(token.issuer === "token.actions.githubusercontent.com" ? githubClaims : [])];
  const context = Object.fromEntries(
    Object.entries(token.claims)
      .filter(([claim]) => known.includes(claim))
      .map(([claim, value]) => [`${token.issuer}:${claim}`, value]),
  );
  return trustPolicy.some(
    (statement) =>
      statement.Effect === "Allow" &&
      statement.Action.includes("sts:AssumeRoleWithWebIdentity") &&
      statement.Principal !== undefined &&
      providerOf(statement.Principal.Federated) === token.issuer &&
      conditionsHold(statement.Condition, context),
  );
}
