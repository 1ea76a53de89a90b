import type { PolicyStatement } from "../iam-policy";
import type { Access, Grant, Reach } from "./grant";
import type { StackTypes } from "./stack-types";
import { grantsOf } from "./type-grants";

type Conditions = NonNullable<PolicyStatement["conditions"]>;

/** What a reach means for one stack. */
export interface Extent {
  /** None: nobody has the actions. */
  readonly arns: readonly string[];
  /** Names that AWS makes up cannot be told by their ARN, so that a tag says whose they are. */
  readonly ownTag?: { readonly key: string; readonly value: string };
  readonly conditions?: Partial<Readonly<Record<Access, Conditions>>>;
}

export type Extents = Readonly<Partial<Record<Reach, Extent>>>;

/** Actions that AWS cannot narrow to a resource, in the account's region; global services answer in us-east-1. */
export function anywhere(region: string): Extent {
  const here = { StringEquals: { "aws:RequestedRegion": [...new Set([region, "us-east-1"])] } };
  return { arns: ["*"], conditions: { read: here, create: here, change: here } };
}

/** What a refresh of the stacks reads. */
export function readStatements(stacks: readonly StackTypes[], extents: Extents): readonly PolicyStatement[] {
  const types = stacks.flatMap(({ manages, looksUp }) => [...manages, ...looksUp]);
  const all = statements(types, ["read"], extents);
  const isConditional = ({ conditions }: PolicyStatement) => conditions !== undefined;
  return [...all.filter(isConditional), ...joined(all.filter((statement) => !isConditional(statement)))];
}

/** An action knows its own service's resources alone, so that one statement can hold them all, and a policy more of them. */
function joined(all: readonly PolicyStatement[]): readonly PolicyStatement[] {
  if (all.length === 0) return [];
  return [
    {
      sid: "ReadOwn",
      actions: [...new Set(all.flatMap(({ actions }) => actions))].sort(),
      resources: [...new Set(all.flatMap(({ resources }) => resources ?? []))].sort(),
    },
  ];
}

/** What it takes to make, change and remove what the stack manages. */
export function writeStatements({ manages }: StackTypes, extents: Extents): readonly PolicyStatement[] {
  return statements(manages, ["create", "change"], extents);
}

function statements(
  types: readonly string[],
  accesses: readonly Access[],
  extents: Extents,
): readonly PolicyStatement[] {
  const grants = [...new Set(types)].flatMap(grantsOf);
  const reaches = [...new Set(grants.map(({ on }) => on))].sort();
  return reaches.flatMap((on) => {
    const extent = extents[on];
    if (extent === undefined || extent.arns.length === 0) return [];
    return accesses.flatMap((access) => statement(grants, on, access, extent));
  });
}

function statement(grants: readonly Grant[], on: Reach, access: Access, extent: Extent): readonly PolicyStatement[] {
  // A new thing often stands in one that is there: a subnet in its VPC.
  const meant = access === "change" && extent.ownTag !== undefined ? ["create", "change"] : [access];
  const actions = grants
    .filter((grant) => grant.on === on && meant.includes(grant.access))
    .flatMap((grant) => grant.actions);
  if (actions.length === 0) return [];
  const conditions = { ...tagConditions(access, extent), ...extent.conditions?.[access] };
  return [
    {
      sid: `${capitalized(access)}${capitalized(on)}`,
      actions: [...new Set(actions)].sort(),
      resources: [...extent.arns],
      ...(Object.keys(conditions).length === 0 ? {} : { conditions }),
    },
  ];
}

/** What bears nobody's tag yet may be made with the own one; after that, the tag decides. */
function tagConditions(access: Access, { ownTag }: Extent): Conditions {
  if (ownTag === undefined || access === "read") return {};
  const { key, value } = ownTag;
  return access === "create"
    ? { StringEquals: { [`aws:RequestTag/${key}`]: value }, Null: { [`aws:ResourceTag/${key}`]: "true" } }
    : { StringEquals: { [`aws:ResourceTag/${key}`]: value } };
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
