import type { AwsType } from "../aws-types/aws-type";
import type { CallPhase, ProviderCalls } from "../aws-types/provider-calls";
import type { PolicyStatement } from "../iam-policy";
import { capitalized } from "../wording";
import type { ArnSet, ArnSets, Conditions } from "./arn-set";

/** Actions that AWS cannot narrow to a resource, in the account's region; global services answer in us-east-1. */
export function anywhere(region: string): ArnSet {
  return { arns: ["*"], conditions: always(inRegion(region)) };
}

export function inRegion(region: string): Conditions {
  return { StringEquals: { "aws:RequestedRegion": [...new Set([region, "us-east-1"])] } };
}

export function always(conditions: Conditions): NonNullable<ArnSet["conditions"]> {
  return { read: conditions, create: conditions, change: conditions };
}

/**
 * How Secrets Manager tries whether who makes a secret may use its key: nothing is encrypted or read. AWS Secrets Manager User
 * Guide, "Secret encryption and decryption".
 */
export const keyValidation = { "kms:EncryptionContext:SecretVersionId": "RequestToValidateKeyAccess" } as const;

interface Allowed {
  readonly types: readonly AwsType[];
  readonly phases: readonly CallPhase[];
  /** First part of the statements' ids. */
  readonly sid: string;
}

/** What may be done with types; statements whose conditions are the same are one. */
export function statements({ types, phases, sid }: Allowed, arnSets: ArnSets): readonly PolicyStatement[] {
  const all = types.flatMap(({ calls }) => calls);
  const names = [...new Set(all.map(({ on }) => on))].sort();
  return names.flatMap((on) => {
    const arnSet = arnSets[on];
    if (arnSet === undefined) throw new RangeError(`nobody says which ARNs ${on} are, and a type's calls are on them`);
    if (arnSet.arns.length === 0) return [];
    const own = all.filter((calls) => calls.on === on);
    return statementsOn(own, phases, arnSet).map(({ phase, ...statement }) => ({
      sid: `${sid}${capitalized(phase)}${capitalized(on)}`,
      ...statement,
    }));
  });
}

/** An action knows its own service's resources alone, so that one statement can hold them all, and a policy more of them. */
export function joined(sid: string, all: readonly PolicyStatement[]): readonly PolicyStatement[] {
  const unconditional = all.filter(({ conditions }) => conditions === undefined);
  if (unconditional.length === 0) return all;
  return [
    ...all.filter((statement) => !unconditional.includes(statement)),
    {
      sid,
      actions: sorted(unconditional.flatMap(({ actions }) => actions)),
      resources: sorted(unconditional.flatMap(({ resources }) => resources ?? [])),
    },
  ];
}

interface PhaseStatement extends Omit<PolicyStatement, "sid"> {
  /** The last of those that it is for. */
  readonly phase: CallPhase;
}

function statementsOn(
  calls: readonly ProviderCalls[],
  phases: readonly CallPhase[],
  arnSet: ArnSet,
): readonly PhaseStatement[] {
  const statementByConditions = new Map<string, PhaseStatement>();
  for (const phase of phases) {
    const made = calls.filter((candidate) => meant(phase, phases, arnSet).includes(candidate.phase));
    if (made.length === 0) continue;
    const conditions = conditionsOf(phase, arnSet);
    const before = statementByConditions.get(JSON.stringify(conditions));
    statementByConditions.set(JSON.stringify(conditions), {
      phase,
      actions: sorted([...(before?.actions ?? []), ...made.flatMap(({ actions }) => actions)]),
      resources: [...arnSet.arns],
      ...(Object.keys(conditions).length === 0 ? {} : { conditions }),
    });
  }
  return [...statementByConditions.values()];
}

/** A new thing often stands in one that is there: a subnet in its VPC. */
function meant(phase: CallPhase, phases: readonly CallPhase[], { ownTag }: ArnSet): readonly CallPhase[] {
  return phase === "change" && ownTag !== undefined && phases.includes("create") ? ["create", "change"] : [phase];
}

/** What bears nobody's tag yet may be made with the own one; after that, the tag decides. */
function conditionsOf(phase: CallPhase, { ownTag, conditions }: ArnSet): Conditions {
  if (ownTag === undefined || phase === "read") return { ...conditions?.[phase] };
  const { key, value } = ownTag;
  const tags: Conditions =
    phase === "create"
      ? { StringEquals: { [`aws:RequestTag/${key}`]: value }, Null: { [`aws:ResourceTag/${key}`]: "true" } }
      : { StringEquals: { [`aws:ResourceTag/${key}`]: value } };
  return { ...tags, ...conditions?.[phase] };
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
