import { policyArn } from "../arn";
import { policyDocument } from "../iam-policy";
import type { AccountPlan } from "../plan/account-plan";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { boundedRolesOf } from "../plan/environment-roles";
import { knownStatement, placeText } from "../plan/planned-text";
import { identityProviderArn } from "./account-arn-sets";
import { sharedPolicies, tokenIssuers } from "./account-iam";
import { boundaries } from "./roles";

type Plans = readonly EnvironmentPlan[];

/** What a role is meant to be, with what AWS makes up as `referenceText` writes it. */
export interface PlannedRole {
  readonly name: string;
  readonly boundaryArn: string;
  readonly trustPolicy: string;
  /** ARNs of the policies that are attached to it. */
  readonly attached: readonly string[];
  /** Absent where it has no rights of its own. */
  readonly policy: string | undefined;
}

export interface PlannedIam {
  /** By name. */
  readonly roles: ReadonlyMap<string, PlannedRole>;
  /** Texts of policies by name. */
  readonly policies: ReadonlyMap<string, string>;
}

/** Accounts of the plans, each once. */
export function accountsOf(plans: Plans): readonly AccountPlan[] {
  return [...new Map(plans.map(({ account }) => [account.name, account])).values()];
}

/** Every role and policy that the stacks of these plans make, and of the sharers those in their account's stack. */
export function planIam(plans: Plans, sharers: Plans): PlannedIam {
  const parts = accountsOf(plans).map((account) =>
    accountParts(
      account,
      sharers.filter((plan) => plan.account.name === account.name),
    ),
  );
  const roles = [...parts.flatMap((part) => part.roles), ...plans.flatMap(environmentRoles)];
  return {
    roles: new Map(roles.map((role) => [role.name, role])),
    policies: new Map(parts.flatMap((part) => part.policies)),
  };
}

function accountParts(account: AccountPlan, environments: Plans) {
  const limits = boundaries(account);
  return {
    roles: tokenIssuers(account, environments).flatMap(({ host, roles }) =>
      roles.map(({ name, boundary, trustPolicy, policies, statements }) => ({
        name,
        boundaryArn: policyArn(account, limits[boundary].name),
        trustPolicy: trustPolicy(identityProviderArn(account.accountId, host)),
        attached: policies.map((policy) => policyArn(account, policy)),
        policy: statements.length === 0 ? undefined : policyDocument(statements),
      })),
    ),
    policies: sharedPolicies(account, environments).map(
      ({ name, statements }) => [name, policyDocument(statements)] as const,
    ),
  };
}

function environmentRoles(plan: EnvironmentPlan): readonly PlannedRole[] {
  return boundedRolesOf(plan).map(({ role: { name, trustPolicy, statements }, boundaryArn, managedPolicyArns }) => ({
    name,
    boundaryArn,
    trustPolicy,
    attached: managedPolicyArns,
    policy: policyDocument(statements.map((statement) => knownStatement(statement, placeText))),
  }));
}
