/** What a team may do whose token confirms scheduled runs: not one right more (Team access API, "Add Team Access to a Workspace"). */
export const scheduledRights = {
  runs: "apply",
  variables: "none",
  "state-versions": "none",
  "sentinel-mocks": "none",
  "workspace-locking": false,
  "run-tasks": false,
} as const;

export const confirmsScheduled = "confirm scheduled runs";

/** What a team's access is called here: by the server's name, or by what a custom one is for. */
export type WantedAccess = "plan" | "write" | typeof confirmsScheduled;

export function accessName({ access, ...rights }: Readonly<Record<string, unknown>>): string {
  const isScheduled = Object.entries(scheduledRights).every(([name, right]) => rights[name] === right);
  return access === "custom" && isScheduled && rights["policy-overrides"] !== true ? confirmsScheduled : String(access);
}

/** As the server takes it. */
export function accessAttributes(access: string): object {
  return access === confirmsScheduled ? { access: "custom", ...scheduledRights } : { access };
}
