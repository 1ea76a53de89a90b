/** What users or tasks notice of a change. */
export interface Effect {
  /** What happens, in words. */
  readonly effect: string;
  readonly downtime: "none" | "possible" | "certain";
}

export interface Removal {
  readonly action: "destroy" | "replace";
  /** A replacement that makes the new one first. */
  readonly createsFirst: boolean;
}

/** For what nobody notices. */
export const unnoticed = () => undefined;

/** What is lost while a thing is gone; a replacement that makes the new one first loses less. */
export function gone(effect: string) {
  return ({ action, createsFirst }: Removal): Effect =>
    action === "replace" && createsFirst
      ? { effect: `the new one is there before the old one goes; otherwise ${effect}`, downtime: "possible" }
      : { effect, downtime: "certain" };
}
