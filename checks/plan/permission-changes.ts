import { objectOf } from "../json";
import { otherPolicies, type PolicyStatement, policies } from "../policies";
import { resourcesOfType, type Template } from "../template";
import type { PlanDocument } from "./plan-json";
import { isUnknown, templateAt } from "./planned-changes";
import { shownPart } from "./shown-part";

export interface PermissionChanges {
  /** Each permission in words, sorted. */
  readonly granted: readonly string[];
  readonly withdrawn: readonly string[];
  /** `ADDRESS: ARGUMENT` of policies whose text Terraform will know only when it applies, or that cannot be read. */
  readonly unreadable: readonly string[];
}

const policyArguments = ["policy", "assume_role_policy"] as const;

/** What a plan grants and withdraws: one line for each action, resource, principal and condition of every policy. */
export function permissionChanges(plan: PlanDocument): PermissionChanges {
  const before = templateAt(plan, "before");
  const after = templateAt(plan, "after");
  const had = permissions(before);
  const has = permissions(after);
  return {
    granted: [...has].filter((permission) => !had.has(permission)).sort(),
    withdrawn: [...had].filter((permission) => !has.has(permission)).sort(),
    unreadable: [...new Set([...unknownPolicies(plan), ...unreadablePolicies(before, after)])].sort(),
  };
}

function unknownPolicies(plan: PlanDocument): readonly string[] {
  return plan.resource_changes
    .filter(({ mode, type }) => mode === "managed" && !otherPolicies.has(type))
    .flatMap(({ address, change }) =>
      policyArguments
        .filter((argument) => isUnknown(objectOf(change.after_unknown)[argument]))
        .map((argument) => `${address}: ${argument}`),
    );
}

/** A policy that was unreadable and stays as it is needs no second look. */
function unreadablePolicies(before: Template, after: Template): readonly string[] {
  const text = ({ body }: { readonly body: object }) => JSON.stringify(body);
  return policies(after)
    .unreadable.filter(({ resource }) => {
      const earlier = before.resources.find(({ address }) => address === resource.address);
      return earlier === undefined || text(earlier) !== text(resource);
    })
    .map(({ resource, argument }) => `${resource.address}: ${argument}`);
}

function permissions(template: Template): ReadonlySet<string> {
  return new Set([
    ...policies(template).statements.flatMap(statementLines),
    ...resourcesOfType(template, "aws_iam_role_policy_attachment").map(
      ({ address, body }) => `${address}: policy ${shownPart(body.policy_arn)} for ${shownPart(body.role)}`,
    ),
    ...resourcesOfType(template, "aws_iam_role").map(
      ({ address, body }) => `${address}: within the boundary ${shownPart(body.permissions_boundary ?? "none")}`,
    ),
  ]);
}

function statementLines(statement: PolicyStatement): readonly string[] {
  const effect = statement.allows ? "may" : "must not";
  const actions = [...statement.actions, ...statement.notActions.map((action) => `all but ${action}`)].map(shownPart);
  const principals = statement.principals.length === 0 ? [""] : statement.principals.map((who) => `${shownPart(who)} `);
  const resources =
    statement.resources.length === 0 ? [""] : statement.resources.map((what) => ` on ${shownPart(what)}`);
  const conditions = statement.conditions.map(
    ({ test, variable, values }) => `${variable} ${test} ${values.map(shownPart).join(" or ")}`,
  );
  const only = conditions.length === 0 ? "" : ` if ${conditions.sort().join(" and ")}`;
  return principals.flatMap((who) =>
    actions.flatMap((action) =>
      resources.map((what) => `${statement.resource.address}: ${who}${effect} ${action}${what}${only}`),
    ),
  );
}
