import type { Run } from "./run-tables";

/** A run that is over, or stands somewhere, as a workspace remembers it. */
export function aPastRun(run: Partial<Run> & Pick<Run, "id" | "workspaceId" | "status" | "message">): Run {
  const phase = { status: "finished", additions: 0, changes: 0, destructions: 0 } as const;
  return {
    configurationVersionId: "cv-1",
    createdBy: "api-team",
    createdAt: "2026-11-21T00:00:00Z",
    planOnly: false,
    savePlan: false,
    isDestroy: false,
    autoApply: false,
    plan: { ...phase },
    apply: { ...phase },
    timestamps: {},
    stages: [],
    hasChanges: false,
    ...run,
  };
}
