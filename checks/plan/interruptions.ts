import type { Effect } from "../../model/aws-types/effect";
import { awsTypes } from "../../model/aws-types/records";
import type { PlannedChange } from "./planned-changes";

const downtimes = ["none", "possible", "certain"] as const;
export type Downtime = Effect["downtime"];

/** What users or tasks notice of one change. */
export interface Interruption extends Effect {
  readonly address: string;
}

/** What restarts, moves or is cut off, in the order of the changes; nothing for changes that nobody notices. */
export function interruptions(changes: readonly PlannedChange[]): readonly Interruption[] {
  return changes.flatMap((change) => {
    const effect = effectOf(change);
    return effect === undefined ? [] : [{ address: change.address, ...effect }];
  });
}

/** The worst of all. */
export function downtimeOf(found: readonly Interruption[]): Downtime {
  return downtimes[Math.max(0, ...found.map(({ downtime }) => downtimes.indexOf(downtime)))] ?? "none";
}

function effectOf({ type, action, isDeposed, createsFirst, changedArguments }: PlannedChange): Effect | undefined {
  if (isDeposed) return undefined;
  const record = awsTypes.get(type);
  if (action === "update") return record?.whenUpdated(changedArguments);
  if (action !== "destroy" && action !== "replace") return undefined;
  return record === undefined
    ? { effect: `${type} goes; nothing is known of what depends on it`, downtime: "possible" }
    : record.whenGone({ action, createsFirst });
}
