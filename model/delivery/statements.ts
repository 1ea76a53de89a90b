import type { AwsType } from "../aws-types/aws-type";
import type { CallPhase, ProviderCalls } from "../aws-types/provider-calls";
import type { PolicyStatement } from "../iam-policy";

type Conditions = NonNullable<PolicyStatement["conditions"]>;

/** What calls are allowed on, for the runs of one account or environment. */
export interface ArnSet {
  /** None: nobody may make the calls. */
  readonly arns: readonly string[];
  /** Names that AWS makes up cannot be told by their ARN, so that a tag says whose they are. */
  readonly ownTag?: { readonly key: string; readonly value: string };
  readonly conditions?: Partial<Readonly<Record<CallPhase, Conditions>>>;
}

/** By the names that the calls of types use. */
export type ArnSets = Readonly<Record<string, ArnSet>>;

/** Actions that AWS cannot narrow to a resource, in the account's region; global services answer in us-east-1. */
export function anywhere(region: string): ArnSet {
  const here = { StringEquals: { "aws:RequestedRegion": [...new Set([region, "us-east-1"])] } };
  return { arns: ["*"], conditions: { read: here, create: here, change: here } };
}

/** What a refresh of the types reads. */
export function readStatements(types: readonly AwsType[], arnSets: ArnSets): readonly PolicyStatement[] {
  const all = statements(types, ["read"], arnSets);
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

/** What it takes to make, change and remove the types. */
export function writeStatements(types: readonly AwsType[], arnSets: ArnSets): readonly PolicyStatement[] {
  return statements(types, ["create", "change"], arnSets);
}

function statements(
  types: readonly AwsType[],
  phases: readonly CallPhase[],
  arnSets: ArnSets,
): readonly PolicyStatement[] {
  const all = types.flatMap(({ calls }) => calls);
  const names = [...new Set(all.map(({ on }) => on))].sort();
  return names.flatMap((on) => {
    const arnSet = arnSets[on];
    if (arnSet === undefined) throw new RangeError(`nobody says which ARNs ${on} are, and a type's calls are on them`);
    if (arnSet.arns.length === 0) return [];
    const own = all.filter((calls) => calls.on === on);
    return phases.flatMap((phase) => statement(own, `${capitalized(phase)}${capitalized(on)}`, phase, arnSet));
  });
}

function statement(
  calls: readonly ProviderCalls[],
  sid: string,
  phase: CallPhase,
  arnSet: ArnSet,
): readonly PolicyStatement[] {
  // A new thing often stands in one that is there: a subnet in its VPC.
  const meant = phase === "change" && arnSet.ownTag !== undefined ? ["create", "change"] : [phase];
  const actions = calls.filter((made) => meant.includes(made.phase)).flatMap((made) => made.actions);
  if (actions.length === 0) return [];
  const conditions = { ...tagConditions(phase, arnSet), ...arnSet.conditions?.[phase] };
  return [
    {
      sid,
      actions: [...new Set(actions)].sort(),
      resources: [...arnSet.arns],
      ...(Object.keys(conditions).length === 0 ? {} : { conditions }),
    },
  ];
}

/** What bears nobody's tag yet may be made with the own one; after that, the tag decides. */
function tagConditions(phase: CallPhase, { ownTag }: ArnSet): Conditions {
  if (ownTag === undefined || phase === "read") return {};
  const { key, value } = ownTag;
  return phase === "create"
    ? { StringEquals: { [`aws:RequestTag/${key}`]: value }, Null: { [`aws:ResourceTag/${key}`]: "true" } }
    : { StringEquals: { [`aws:ResourceTag/${key}`]: value } };
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
