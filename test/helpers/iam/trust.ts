import { z } from "zod";
import { conditionsHold } from "../../../model/authorization/conditions";
import { requestContext } from "../../../model/authorization/request-context";

const oneOrMany = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statementSchema = z.strictObject({
  Sid: z.string(),
  Effect: z.literal("Allow"),
  Principal: z.strictObject({ Federated: z.string() }),
  Action: z.tuple([z.literal("sts:AssumeRoleWithWebIdentity")]),
  Condition: z.record(z.string(), z.record(z.string(), oneOrMany)),
});
const documentSchema = z.strictObject({ Version: z.literal("2012-10-17"), Statement: z.array(statementSchema) });

export type TrustPolicy = readonly z.output<typeof statementSchema>[];

/** Of a role that tokens open. */
export function trustPolicyOf(text: string): TrustPolicy {
  return documentSchema.parse(JSON.parse(text)).Statement;
}

/** Claims of a token that its issuer signed. */
export interface Token {
  readonly issuer: string;
  readonly claims: Readonly<Record<string, string>>;
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
export function opensRole(trust: TrustPolicy, providerOf: (principal: string) => string, token: Token): boolean {
  const known = ["aud", "sub", ...(token.issuer === "token.actions.githubusercontent.com" ? githubClaims : [])];
  const context = Object.fromEntries(
    Object.entries(token.claims)
      .filter(([claim]) => known.includes(claim))
      .map(([claim, value]) => [`${token.issuer}:${claim}`, value]),
  );
  return trust.some(
    ({ Principal, Condition }) =>
      providerOf(Principal.Federated) === token.issuer && conditionsHold(Condition, requestContext(context)),
  );
}
