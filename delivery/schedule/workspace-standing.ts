import type { TerraformCloudClient } from "../terraform-cloud/client";
import { isScheduledRun } from "../terraform-cloud/run-message";
import { isOver, standingOf } from "../terraform-cloud/run-statuses";
import { listRuns, type Run } from "../terraform-cloud/runs";
import type { StackWorkspace } from "../terraform-cloud/workspace-of-stack";
import type { Standing } from "./due";

/** Runs that can be applied, the newest first. */
export interface WorkspaceRuns {
  readonly standing: Standing;
  /** Not over yet, the oldest first. */
  readonly open: readonly Run[];
  readonly all: readonly Run[];
}

/** A page, and then as many as the rationing of this list allows: 30 requests a minute (documentation, Runs API). */
const lookedThrough = [100, 1000] as const;

export async function readRuns(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  environment: string,
): Promise<WorkspaceRuns> {
  for (const atMost of lookedThrough) {
    const all = await listRuns(client, workspace, {}, atMost);
    const standing = standingAfter(all, environment);
    const isEnough = standing !== undefined && all.some(({ confirmedBy }) => confirmedBy !== undefined);
    if (isEnough || all.length < atMost || atMost === lookedThrough.at(-1)) {
      const open = all
        .filter((run) => !run.planOnly && run.status !== "planned_and_saved" && !isOver(standingOf(run)))
        .reverse();
      return { standing: standing ?? { kind: "absent", isOfSchedule: false }, open, all };
    }
  }
  throw new RangeError("lookedThrough is empty");
}

/** What the newest run that came to its apply has left, or that found nothing to do. */
function standingAfter(runs: readonly Run[], environment: string): Standing | undefined {
  for (const run of runs) {
    const kind = leftBy(run);
    if (kind !== undefined) return { kind, isOfSchedule: isScheduledRun(environment, run.message) };
  }
  return undefined;
}

function leftBy(run: Run): Standing["kind"] | undefined {
  const whole = run.isDestroy ? "torn down" : "there";
  switch (standingOf(run)) {
    case "applied":
      return whole;
    case "nothing to apply":
      return run.hasChanges || run.planOnly ? undefined : whole;
    case "ended unapplied":
      return run.hasBegun ? "in pieces" : undefined;
    default:
      return undefined;
  }
}
