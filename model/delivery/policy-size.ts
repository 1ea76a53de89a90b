import { type PolicyStatement, policyDocument } from "../iam-policy";

/** Characters that IAM allows a managed policy, and a role's own policies together; white space does not count. */
const managedPolicyLimit = 6144;
const ownPoliciesLimit = 10_240;

/** Policies stay below this part of it: what somebody must add in a hurry has room. */
const filledAtMost = 0.8;

export const managedPolicyCharacters = Math.floor(filledAtMost * managedPolicyLimit);
export const ownPolicyCharacters = Math.floor(filledAtMost * ownPoliciesLimit);

/** Managed policies that IAM attaches to a role. */
export const attachedPoliciesLimit = 10;

/**
 * Shares statements out among as few policies as hold them in their order. What is added moves nothing that stands before it.
 *
 * @throws RangeError for a statement that no policy can hold
 */
export function packed(statements: readonly PolicyStatement[]): readonly (readonly PolicyStatement[])[] {
  const policies: PolicyStatement[][] = [];
  for (const statement of statements) {
    const last = policies.at(-1);
    if (last !== undefined && fits([...last, statement])) last.push(statement);
    else policies.push([statement]);
  }
  const full = policies.find((policy) => !fits(policy));
  if (full === undefined) return policies;
  throw new RangeError(
    `${full[0]?.sid} is longer than the ${managedPolicyCharacters} characters that a policy is given`,
  );
}

function fits(statements: readonly PolicyStatement[]): boolean {
  return policyDocument(statements).length <= managedPolicyCharacters;
}
