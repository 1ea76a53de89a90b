import type { ScheduledState } from "../model/schedule/scheduled-state";

/** What is there of a service. */
export interface Found {
  readonly desiredCount: number;
  /** `suspended` only where all of it is: that is the mark of sleep. A person may have suspended a part, for reasons of their own. */
  readonly autoscaling: "active" | "suspended" | "absent";
}

/** A call, by what it changes. */
export type Change = { readonly autoscaling: "active" | "suspended" } | { readonly desiredCount: number };

/**
 * What brings a service where it is to be, in this order; nothing for what is right already. Autoscaling would bring back what
 * is put to sleep, so it goes first and comes back last: whatever a failure leaves, the whole done once more ends right.
 * A number of tasks above the least one is autoscaling's, or a person's, and stays.
 */
export function changesTo(
  wanted: ScheduledState,
  { desiredCount, autoscaling }: Found,
  minimumTasks: number,
): readonly Change[] {
  if (wanted === "awake") {
    return [
      ...(desiredCount < minimumTasks ? [{ desiredCount: minimumTasks }] : []),
      ...(autoscaling === "suspended" ? [{ autoscaling: "active" } as const] : []),
    ];
  }
  return [
    ...(autoscaling === "active" ? [{ autoscaling: "suspended" } as const] : []),
    ...(desiredCount > 0 ? [{ desiredCount: 0 }] : []),
  ];
}
