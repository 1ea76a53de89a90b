import type { Capability } from "../capability";
import type { LinesOf } from "../cost/billed-line";
import type { JsonObject } from "../json";
import type { StackKind } from "../stack-names";
import type { Effect, Removal } from "./effect";
import type { Emulated } from "./emulated";
import type { None } from "./none";
import type { ProviderCalls } from "./provider-calls";

/** For which capabilities the stacks of a kind hold a type. */
type Uses = Readonly<Partial<Record<StackKind, readonly Capability[]>>>;

/** The read-back's tables: who reaches whom, who may do what, which name leads where, how data is kept, who is told. */
export type ReadBackTable = "network" | "rights" | "names" | "data" | "notices";

/** Everything that is known of a type of resource or data source. Required without exception: the compiler names what is missing. */
export interface AwsType {
  /** Its service, as actions and ARNs call it. */
  readonly service: string;
  /** Where it stands; the ARN of what is global names no region. */
  readonly region: "environment" | "us-east-1" | "global";
  readonly managedIn: Uses;
  readonly lookedUpIn: Uses;
  readonly calls: readonly ProviderCalls[];
  /** An identifier that no name of ours tells, and what says whose it is. */
  readonly madeUpByAws: "nothing" | { readonly identifier: string; readonly limitedBy: "tag" | "pattern" | None };
  /** Whether its loss takes something along that cannot be made again. */
  readonly holdsData: boolean;
  readonly whenGone: (removal: Removal) => Effect | undefined;
  readonly whenUpdated: (changedArguments: readonly string[]) => Effect | undefined;
  readonly price: Price;
  readonly scannedBy: { readonly tfsec: FewestChecks | None };
  readonly tables: readonly ReadBackTable[] | None;
  readonly emulated: Emulated;
  /** What making one takes, to know when waiting has become odd. */
  readonly usualSeconds: number;
}

export type AwsTypes = Readonly<Record<string, AwsType>>;

type Price = { readonly lines: LinesOf } | None;

/** Fewest checks that a scan with open eyes makes of a resource, passed or not. */
type FewestChecks = number | ((body: JsonObject, containers: readonly JsonObject[]) => number);

type Lookup = Pick<AwsType, "service" | "region" | "lookedUpIn" | "calls">;

/** A type that stacks find, and none makes. */
export function onlyLookedUp(lookup: Lookup): AwsType {
  const none = "it is only looked up";
  return {
    ...lookup,
    managedIn: {},
    madeUpByAws: "nothing",
    holdsData: false,
    whenGone: () => undefined,
    whenUpdated: () => undefined,
    price: { none },
    scannedBy: { tfsec: { none } },
    tables: { none },
    emulated: {
      refuses: { none },
      rewrites: { none },
      lookedIn: "its calls",
      onlyInAws: { what: "that it is there", shownBy: "preflight" },
    },
    usualSeconds: 0,
  };
}
