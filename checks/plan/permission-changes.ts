import { objectOf, stringsOf } from "../../model/json";
import { otherPolicies, type PolicyStatement, policies } from "../policies";
import { resourcesOfType, type Template } from "../template";
import { inWords, type Permission, type PermissionsAt } from "./permission-words";
import type { PlanDocument } from "./plan-json";
import { isUnknown, templateAt } from "./planned-changes";
import { shownPart } from "./shown-part";

export interface PermissionChanges {
  readonly granted: readonly PermissionsAt[];
  readonly withdrawn: readonly PermissionsAt[];
  /** `ADDRESS: ARGUMENT` of policies whose text Terraform will know only when it applies, or that cannot be read. */
  readonly unreadable: readonly string[];
}

const policyArguments = ["policy", "assume_role_policy"] as const;

/** What a plan grants and withdraws: compared by action, resource, principal and condition of every policy. */
export function permissionChanges(plan: PlanDocument): PermissionChanges {
  const before = templateAt(plan, "before");
  const after = templateAt(plan, "after");
  const had = permissions(before, () => undefined);
  const has = permissions(after, laterValues(plan));
  return {
    granted: inWords([...has].filter(([key]) => !had.has(key)).map(([, permission]) => permission)),
    withdrawn: inWords([...had].filter(([key]) => !has.has(key)).map(([, permission]) => permission)),
    unreadable: [...new Set([...unknownPolicies(plan), ...unreadablePolicies(before, after)])].sort(),
  };
}

/** A policy that AWS makes by itself, because the configuration sets none, grants nothing that the plan decides. */
function unknownPolicies(plan: PlanDocument): readonly string[] {
  const configured = configuredArguments(plan);
  return plan.resource_changes
    .filter(({ mode, type }) => mode === "managed" && !otherPolicies.has(type))
    .flatMap(({ address, change }) =>
      policyArguments
        .filter((argument) => isUnknown(objectOf(change.after_unknown)[argument]))
        .filter((argument) => configured.get(address)?.[argument] !== undefined || !configured.has(address))
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

/** Stands for an argument that Terraform will know only when it applies; nothing where it knows already. */
type LaterValue = (address: string, argument: string) => string | undefined;

/** By reference to what decides it, where the plan says that much. */
function laterValues(plan: PlanDocument): LaterValue {
  const configured = configuredArguments(plan);
  const unknown = new Map(
    plan.resource_changes
      .filter(({ deposed }) => deposed === undefined)
      .map(({ address, change }) => [address, objectOf(change.after_unknown)]),
  );
  return (address, argument) => {
    if (!isUnknown(unknown.get(address)?.[argument])) return undefined;
    const [reference] = stringsOf(objectOf(configured.get(address)?.[argument]).references);
    return reference ?? "that is known only when it is applied";
  };
}

function configuredArguments(plan: PlanDocument) {
  return new Map(plan.configuration.root_module.resources.map(({ address, expressions }) => [address, expressions]));
}

function permissions(template: Template, later: LaterValue): ReadonlyMap<string, Permission> {
  const all = [
    ...policies(template).statements.flatMap(permissionsOf),
    ...resourcesOfType(template, "aws_iam_role_policy_attachment").map(({ address, body }) => ({
      address,
      grant: `policy ${later(address, "policy_arn") ?? shownPart(body.policy_arn)} for ${later(address, "role") ?? shownPart(body.role)}`,
    })),
    ...resourcesOfType(template, "aws_iam_role").map(({ address, body }) => ({
      address,
      grant: `within the boundary ${later(address, "permissions_boundary") ?? shownPart(body.permissions_boundary ?? "none")}`,
    })),
  ];
  return new Map(all.map((permission) => [JSON.stringify(permission), permission]));
}

function permissionsOf(statement: PolicyStatement): readonly Permission[] {
  const { address } = statement.resource;
  const effect = statement.allows ? "may" : "must not";
  const actions = [...statement.actions, ...statement.notActions.map((action) => `all but ${action}`)].map(shownPart);
  const grants = orNone(statement.principals).map((who) =>
    who === undefined ? effect : `${shownPart(who)} ${effect}`,
  );
  const resources = orNone(statement.resources).map((what) => (what === undefined ? {} : { on: shownPart(what) }));
  const conditions = statement.conditions.map(
    ({ test, variable, values }) => `${variable} ${test} ${values.map(shownPart).join(" or ")}`,
  );
  const only = conditions.length === 0 ? {} : { only: conditions.sort().join(" and ") };
  return grants.flatMap((grant) =>
    actions.flatMap((action) => resources.map((on) => ({ address, grant, action, ...on, ...only }))),
  );
}

function orNone(values: readonly string[]): readonly (string | undefined)[] {
  return values.length === 0 ? [undefined] : values;
}
