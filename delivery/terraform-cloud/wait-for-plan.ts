import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "./client";
import { refuseToApply } from "./create-run";
import { type RunStanding, standingOf } from "./run-statuses";
import { type Run, readRun, runAddress } from "./runs";
import { whyPending } from "./runs-ahead";
import type { StackWorkspace } from "./workspace-of-stack";

export interface Waiting {
  /** Told what the server says beside the running step. */
  readonly note: (text: string) => void;
  readonly timeoutSeconds: number;
}

/** @returns the run when it stands at its gate, waits for an override, or has ended */
export async function waitForPlan(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  runId: string,
  { note, timeoutSeconds }: Waiting,
): Promise<Run> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  const queue = queueOf(client, workspace, runId);
  for (;;) {
    const run = await readRun(client, runId);
    await refuseToApply(client, workspace, run);
    const standing = standingOf(run);
    if (!goesOn.has(standing)) return run;
    const reason = run.status === "pending" ? await queue() : waitsFor(run, standing);
    note(reason);
    if (Date.now() > deadline) {
      throw new UserError(
        `after ${timeoutSeconds} seconds the run is still ${reason}; it goes on without this command: ` +
          runAddress(client, workspace, runId),
      );
    }
    await client.sleep(pollMilliseconds);
  }
}

/** A status that is not known may be a step on the way, and never ends the wait before its time. */
const goesOn: ReadonlySet<RunStanding> = new Set(["under way", "held before its plan", "between stages", "unknown"]);

function waitsFor({ status }: Run, standing: RunStanding): string {
  const words = status.replaceAll("_", " ");
  switch (standing) {
    case "held before its plan":
      return `${words}: waits for a person's decision on a task`;
    case "between stages":
      return `${words}, and nobody can confirm it yet`;
    case "unknown":
      return `${words}, a status that this version does not know`;
    default:
      return status === "plan_queued" ? `${words}: waits for capacity or a free agent` : words;
  }
}

/** Looked at now and then: lists of runs are rationed. */
function queueOf(client: TerraformCloudClient, workspace: StackWorkspace, runId: string): () => Promise<string> {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let reason = "";
  return async () => {
    if (Date.now() - lookedAt < queueMilliseconds) return reason;
    reason = await whyPending(client, workspace, runId);
    lookedAt = Date.now();
    return reason;
  };
}

const pollMilliseconds = 1000;
const queueMilliseconds = 30_000;
