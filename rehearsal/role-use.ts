import { actionMatches } from "../model/authorization/patterns";
import type { Policy } from "../model/authorization/policy";
import { githubRoles, runRoles } from "../model/delivery/roles";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { Authorizer, JudgedCall } from "./authorizer";

/** What a role of the delivery did in a rehearsal, and what it could have done beside that. */
export interface RoleUse {
  readonly role: string;
  readonly calls: number;
  /** Each refusal once, in AWS's words. */
  readonly denied: readonly string[];
  /** Actions that the role's policies allow. */
  readonly rights: number;
  /** Those of them that it did not use. */
  readonly unused: readonly string[];
}

/** Of the roles that the account's stack makes for the environment, in its order; one that nobody took on has no calls. */
export function roleUses(plan: EnvironmentPlan, { calls, roles }: Pick<Authorizer, "calls" | "roles">) {
  return rolesOfThe(plan).map((role): RoleUse => {
    const own = calls.filter((call) => call.role === role);
    const rights = allowedActions(roles.get(role)?.policies ?? []);
    return {
      role,
      calls: own.length,
      denied: refusals(own),
      rights: rights.length,
      unused: rights.filter((right) => !own.some(({ action }) => actionMatches(right, action))),
    };
  });
}

function rolesOfThe(plan: EnvironmentPlan): readonly string[] {
  const { account } = plan;
  const ofGithub = account.github === undefined ? [] : githubRoles(account, account.github, [plan]);
  return [...runRoles(account, [plan]), ...ofGithub].map(({ name }) => name);
}

export function differentCalls(calls: readonly JudgedCall[]): readonly JudgedCall[] {
  const ofRoles = calls.filter(({ role }) => role !== undefined);
  return [...new Map(ofRoles.map((call) => [JSON.stringify(call), call])).values()];
}

export function refusals(calls: readonly JudgedCall[]): readonly string[] {
  return [...new Set(calls.flatMap(({ refusal }) => refusal ?? []))];
}

function allowedActions(policies: readonly Policy[]): readonly string[] {
  const allowing = policies.flat().filter(({ effect }) => effect === "Allow");
  return [...new Set(allowing.flatMap(({ actions }) => actions.patterns))].sort();
}
