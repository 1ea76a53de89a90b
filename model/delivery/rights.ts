import type { AwsType } from "../aws-types/aws-type";
import { awsTypes, type Use } from "../aws-types/records";
import { type Capability, capabilities } from "../capability";
import type { PolicyStatement } from "../iam-policy";
import type { StackKind } from "../stack-names";
import { capitalized } from "../wording";
import type { ArnSets } from "./arn-set";
import { joined, statements } from "./statements";

/** What rights follow from: what an account or environment uses, and on which ARNs. */
export interface RightsFacts {
  readonly uses: readonly Capability[];
  /** What was used and is not yet removed everywhere: it may be read, changed and removed, and not made again. */
  readonly retired: readonly Capability[];
  readonly arnSets: ArnSets;
}

/** What refreshes of stacks of the kinds read. */
export function readRights(kinds: readonly StackKind[], facts: RightsFacts): readonly PolicyStatement[] {
  return held(facts).flatMap((capability) => {
    const types = typesOf(capability, kinds, ["managedIn", "lookedUpIn"], facts);
    const sid = capitalized(capability);
    return joined(`${sid}ReadOwn`, statements({ types, phases: ["read"], sid }, facts.arnSets));
  });
}

/** What it takes to make, change and remove what stacks of a kind hold. */
export function writeRights(kind: StackKind, facts: RightsFacts): readonly PolicyStatement[] {
  return held(facts).flatMap((capability) =>
    statements(
      {
        types: typesOf(capability, [kind], ["managedIn"], facts),
        phases: facts.uses.includes(capability) ? ["create", "change"] : ["change"],
        sid: capitalized(capability),
      },
      facts.arnSets,
    ),
  );
}

/** What is used goes first: its types can be made, whoever gave them up. */
function held({ uses, retired }: RightsFacts): readonly Capability[] {
  const inOrder = (some: readonly Capability[]) => capabilities.filter((capability) => some.includes(capability));
  return [...inOrder(uses), ...inOrder(retired)];
}

/** Each type once, with the first capability that brings it. */
function typesOf(
  capability: Capability,
  kinds: readonly StackKind[],
  uses: readonly Use[],
  facts: RightsFacts,
): readonly AwsType[] {
  const brings = (type: AwsType) => (candidate: Capability) =>
    kinds.some((kind) => uses.some((use) => type[use][kind]?.includes(candidate)));
  return [...awsTypes.values()].filter((type) => held(facts).find(brings(type)) === capability);
}
