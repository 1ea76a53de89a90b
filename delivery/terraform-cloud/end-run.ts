import { nothing, type TerraformCloudClient } from "./client";
import { TerraformCloudError } from "./refusal";
import { type RunStanding, standingOf } from "./run-statuses";
import { type Run, readRun } from "./runs";

/**
 * Discards a run, or cancels it, whichever its status allows.
 *
 * @param mayEnd asked of the run as it is by then, since others act on it too
 * @returns why it goes on; nothing where it has ended
 */
export async function endRun(
  client: TerraformCloudClient,
  runId: string,
  mayEnd: (run: Run) => boolean = () => true,
): Promise<string | undefined> {
  for (let left = attempts; ; left -= 1) {
    const run = await readRun(client, runId);
    if (hasEnded(standingOf(run))) return undefined;
    const action = mayEnd(run) ? actionOn(run) : undefined;
    if (action === undefined) return `it is ${run.status.replaceAll("_", " ")}`;
    const problem = await problemWith(client, runId, action);
    // A run that has moved on meanwhile, or an answer that was lost, is worth another look.
    if (problem === undefined || problem.isLasting || left === 1) return problem?.text;
    await client.sleep(pauseMilliseconds);
  }
}

interface Problem {
  readonly text: string;
  readonly isLasting: boolean;
}

async function problemWith(client: TerraformCloudClient, runId: string, action: string): Promise<Problem | undefined> {
  try {
    await client.post(`/runs/${runId}/actions/${action}`, {}, nothing);
    return undefined;
  } catch (error) {
    if (!(error instanceof TerraformCloudError)) throw error;
    const { status, message } = error;
    // HCP Terraform says 404 of what a token may not do, others say 403.
    const isForbidden = status === 403 || status === 404;
    return { text: isForbidden ? `this token may not ${action} it (${status})` : message, isLasting: isForbidden };
  }
}

/** What was applied has not been ended. */
function hasEnded(standing: RunStanding): boolean {
  return standing === "ended unapplied" || standing === "nothing to apply";
}

const attempts = 4;
const pauseMilliseconds = 500;

function actionOn({ status, isDiscardable, isCancelable }: Run): "discard" | "cancel" | undefined {
  if (isDiscardable) return "discard";
  return isCancelable && !begun.has(status) ? "cancel" : undefined;
}

/** An apply that is interrupted leaves half of a change behind, so that is for a person to decide. */
const begun: ReadonlySet<string> = new Set(["applying", "post_apply_running", "post_apply_completed"]);
