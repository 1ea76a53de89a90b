import { environmentTag } from "../../model/tags";
import { type Condition, covers, type Permission } from "./policy";

export interface Bounds {
  /** Of the boundary's policy; absent where the role has none. */
  readonly boundary: readonly Permission[] | undefined;
  /** Where every call is made. */
  readonly region: string;
  /** Environment tags of what it is permitted on, by ARN. */
  readonly tags: ReadonlyMap<string, string | undefined>;
}

type Facts = Omit<Bounds, "boundary">;

/** What is left of a role's permissions within its boundary, and what the boundary stops. */
export function withinBoundary(permissions: readonly Permission[], { boundary, ...facts }: Bounds) {
  if (boundary === undefined) return { effective: permissions, stopped: [] };
  const effective: Permission[] = [];
  const stopped: Permission[] = [];
  for (const permission of permissions) {
    const bounded = permission.verb === "may" ? boundedBy(permission, boundary, facts) : permission;
    if (bounded === undefined) stopped.push(permission);
    else effective.push(bounded);
  }
  return { effective, stopped };
}

function boundedBy(permission: Permission, boundary: readonly Permission[], facts: Facts): Permission | undefined {
  const meant = boundary.filter(
    ({ action, resource = "*" }) => covers(action, permission.action) && covers(resource, permission.resource ?? "*"),
  );
  if (meant.some(({ verb, conditions }) => verb === "may not" && conditions.length === 0)) return undefined;
  const further = meant
    .filter(({ verb }) => verb === "may")
    .map(({ conditions }) => openConditions(conditions, permission, facts))
    .filter((conditions) => conditions !== "never");
  const [fewest] = further.sort((left, right) => left.length - right.length);
  return fewest === undefined ? undefined : { ...permission, conditions: [...permission.conditions, ...fewest] };
}

/** The boundary's conditions that stay open; "never" where one of them cannot hold. */
function openConditions(
  conditions: readonly Condition[],
  permission: Permission,
  facts: Facts,
): readonly Condition[] | "never" {
  const verdicts = conditions.map((condition) => ({ condition, verdict: verdictOn(condition, permission, facts) }));
  if (verdicts.some(({ verdict }) => verdict === "never")) return "never";
  return verdicts.filter(({ verdict }) => verdict === "open").map(({ condition }) => condition);
}

/** Holds by tag or region, or because the permission itself asks for as much. */
function verdictOn(
  condition: Condition,
  { conditions: own, resource }: Permission,
  { region, tags }: Facts,
): "holds" | "never" | "open" {
  const { key, operator, values } = condition;
  if (key === "aws:RequestedRegion" && values.includes(region)) return "holds";
  if (own.some((asked) => impliesCondition(asked, condition))) return "holds";
  const isOfTag = key === `aws:ResourceTag/${environmentTag}` && operator === "StringEquals";
  if (!isOfTag || resource === undefined || !tags.has(resource)) return "open";
  return values.some((value) => value === tags.get(resource)) ? "holds" : "never";
}

function impliesCondition(asked: Condition, wanted: Condition): boolean {
  if (asked.key !== wanted.key) return false;
  // The boundary of applies knows the boundaries of all environments by a pattern.
  if (wanted.operator === "ArnLike" && asked.operator === "StringEquals") {
    return asked.values.every((value) => wanted.values.some((pattern) => covers(pattern, value)));
  }
  return asked.operator === wanted.operator && asked.values.every((value) => wanted.values.includes(value));
}
