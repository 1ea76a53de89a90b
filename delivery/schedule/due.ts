import type { Temporal } from "temporal-polyfill";
import { wantedState } from "../../model/schedule/scheduled-state";
import type { ScheduleFacts } from "../../model/schedule/weekly-windows";

/** What a scheduled run is for. */
export type Purpose = "teardown" | "return";

/** What the runs of a runtime's workspace have left there. */
export interface Standing {
  /** `in pieces` is what an apply that failed has left. */
  readonly kind: "absent" | "there" | "torn down" | "in pieces";
  /** Whether a scheduled run has left it so. */
  readonly isOfSchedule: boolean;
}

export interface Due {
  readonly due: Purpose | "nothing";
  /** Reads after "because". */
  readonly because: string;
}

/**
 * What the schedule asks for now. It asks for the same as long as it is not done, so that a clock that is late, and a run that
 * was missed, change when and not what.
 */
export function whatIsDue(
  schedule: ScheduleFacts,
  now: Temporal.Instant,
  overriddenUntil: Temporal.Instant | undefined,
  { kind, isOfSchedule }: Standing,
): Due {
  const wanted = wantedState(schedule, now, overriddenUntil);
  if (kind === "absent")
    return { due: "nothing", because: "nothing was applied there yet, and the first time is a person's" };
  if (wanted === "torn down") {
    return kind === "torn down"
      ? { due: "nothing", because: "it is to be torn down, and is" }
      : { due: "teardown", because: `it is to be torn down, and ${kind === "there" ? "runs" : "stands in pieces"}` };
  }
  if (kind === "there") return { due: "nothing", because: `it is to be ${wanted}, and is not torn down` };
  if (!isOfSchedule) {
    return { due: "nothing", because: `a person's run has left it ${kind}: a person brings it back` };
  }
  return { due: "return", because: `it is to be ${wanted}, and is ${kind}` };
}

/** Whether a run for this purpose is what the schedule wants at this time; the last word before anything is confirmed. */
export function isItsTime(
  purpose: Purpose,
  schedule: ScheduleFacts,
  now: Temporal.Instant,
  overriddenUntil: Temporal.Instant | undefined,
): boolean {
  return (wantedState(schedule, now, overriddenUntil) === "torn down") === (purpose === "teardown");
}
