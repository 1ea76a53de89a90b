import type { Temporal } from "temporal-polyfill";
import type { ScheduleFacts } from "../../model/schedule/weekly-windows";
import { workspaceName } from "../../model/terraform-cloud";
import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import { createRun } from "../terraform-cloud/create-run";
import { endRun } from "../terraform-cloud/end-run";
import { failureOf } from "../terraform-cloud/plans";
import { isScheduledRun } from "../terraform-cloud/run-message";
import { standingOf } from "../terraform-cloud/run-statuses";
import { type Run, runAddress } from "../terraform-cloud/runs";
import type { StackRunRequest } from "../terraform-cloud/stack-run";
import { waitForPlan } from "../terraform-cloud/wait-for-plan";
import { type StackWorkspace, workspaceOfStack } from "../terraform-cloud/workspace-of-stack";
import { judged } from "./conditions";
import { confirmAndWait } from "./confirm-run";
import { type Due, type Purpose, whatIsDue } from "./due";
import { confirmedConfiguration, evidentPlan, uploadedDigest } from "./evidence";
import { exemptToken } from "./exempt-token";
import { readRuns, type WorkspaceRuns } from "./workspace-standing";

/** An environment whose runtime a schedule may take away and bring back, and how its server and clock are asked. */
export interface ScheduledEnvironment {
  readonly name: string;
  readonly runtimeStack: string;
  readonly terraformCloud: Parameters<typeof workspaceOfStack>[1];
  readonly schedule: ScheduleFacts;
  readonly client: TerraformCloudClient;
  readonly now: () => Temporal.Instant;
  /** Until when a person keeps it running, asked of AWS each time. */
  readonly overriddenUntil: () => Promise<Temporal.Instant | undefined>;
}

export interface RunMeans {
  /** What a run for this purpose is made from. */
  readonly request: (purpose: Purpose) => Promise<StackRunRequest>;
  readonly timeoutSeconds: number;
  readonly note: (text: string) => void;
}

/** How a call of the schedule has ended. `told` is what a person was told before, and need not be told again. */
export interface ScheduledOutcome extends Due {
  readonly outcome: "nothing" | "done" | "waits" | "refused" | "told";
  readonly run?: string;
}

export async function dueOf(environment: ScheduledEnvironment): Promise<Due & { readonly open: readonly string[] }> {
  const { client } = environment;
  const { workspace, due, runs } = await looked(environment);
  return { ...due, open: runs.open.map(({ id }) => runAddress(client, workspace, id)) };
}

/** Makes what is due come about: finds the run that is for it or makes it, holds it against the table, and confirms it. */
export async function runWhatIsDue(environment: ScheduledEnvironment, means: RunMeans): Promise<ScheduledOutcome> {
  const { client, name } = environment;
  const { workspace, due, runs } = await looked(environment);
  const own = await exemptToken(client, workspace);
  const isOurs = (run: Run) => run.createdBy === own && isScheduledRun(name, run.message);
  const found = runs.open.find(isOurs);
  if (found !== undefined && purposeOf(found) !== due.due && standingOf(found) !== "being applied") {
    return discarded(environment, workspace, found, [`what is due is ${due.due}, because ${due.because}`]);
  }
  if (found !== undefined) return brought(environment, workspace, found, { runs, own, means, isNew: false });
  if (due.due === "nothing") return { ...due, outcome: "nothing" };
  const wait = whyNotNow(environment, workspace, runs);
  if (wait !== undefined) return { ...due, ...wait };
  const made = await createRun(client, workspace, await means.request(due.due));
  return brought(environment, workspace, made, { runs, own, means, isNew: true });
}

async function looked(environment: ScheduledEnvironment) {
  const { client, name, schedule, terraformCloud, runtimeStack } = environment;
  const until = await environment.overriddenUntil();
  const workspace = await workspaceOfStack(client, terraformCloud, runtimeStack);
  const runs = await readRuns(client, workspace, name);
  return { workspace, runs, due: whatIsDue(schedule, environment.now(), until, runs.standing) };
}

function purposeOf({ isDestroy }: Run): Purpose {
  return isDestroy ? "teardown" : "return";
}

/** Another's run is a person's to end, and one that just failed would fail again. */
function whyNotNow(
  { client, name, now }: ScheduledEnvironment,
  workspace: StackWorkspace,
  { open, all }: WorkspaceRuns,
): Pick<ScheduledOutcome, "outcome" | "because" | "run"> | undefined {
  const [ahead] = open;
  if (ahead !== undefined) {
    const run = runAddress(client, workspace, ahead.id);
    return { outcome: "waits", because: `a run of somebody else has to end first, which is ${words(ahead)}`, run };
  }
  const [newest] = all;
  if (newest === undefined || !isScheduledRun(name, newest.message)) return undefined;
  if (standingOf(newest) !== "ended unapplied" || newest.createdAt === undefined) return undefined;
  const minutes = (now().epochMilliseconds - Date.parse(newest.createdAt)) / 60_000;
  if (minutes >= patienceMinutes) return undefined;
  const run = runAddress(client, workspace, newest.id);
  return { outcome: "told", because: `the last try is ${words(newest)}, and the next comes an hour after it`, run };
}

const patienceMinutes = 60;

interface Course {
  readonly runs: WorkspaceRuns;
  readonly own: string;
  readonly means: RunMeans;
  readonly isNew: boolean;
}

/** Takes a run from wherever it stands to its end, or to the person whom it is left to. */
async function brought(
  environment: ScheduledEnvironment,
  workspace: StackWorkspace,
  run: Run,
  course: Course,
): Promise<ScheduledOutcome> {
  const { client } = environment;
  const { means, isNew } = course;
  const purpose = purposeOf(run);
  const planned = await waitForPlan(client, workspace, run.id, means);
  const address = runAddress(client, workspace, run.id);
  const outcome = (kind: ScheduledOutcome["outcome"], because: string): ScheduledOutcome => {
    return { outcome: kind, due: purpose, because, run: address };
  };
  switch (standingOf(planned)) {
    case "ended unapplied":
      throw new UserError(`${await failureOf(client, workspace.stack, planned.planId)} (${address})`);
    case "nothing to apply":
      return outcome("done", "there is nothing to change");
    case "at the gate":
      break;
    case "being applied":
    case "applied":
      await confirmAndWait(client, workspace, planned, means);
      return outcome("done", "its run was applied");
    default:
      return outcome(isNew ? "waits" : "told", `its run is ${words(planned)}`);
  }
  const verdict = judged(await evidenceOf(environment, workspace, planned, course));
  if (verdict.kind === "refused") return discarded(environment, workspace, planned, verdict.because);
  if (verdict.kind === "a person") return outcome(isNew ? "waits" : "told", verdict.because.join("; "));
  await confirmAndWait(client, workspace, planned, means);
  return outcome("done", "every condition of the exemption held, and its run was confirmed and applied");
}

async function evidenceOf(
  environment: ScheduledEnvironment,
  workspace: StackWorkspace,
  run: Run,
  { runs, own }: Course,
) {
  const { client, schedule, terraformCloud, runtimeStack } = environment;
  const [uploaded, confirmed, plan] = await Promise.all([
    uploadedDigest(client, run),
    confirmedConfiguration(client, workspace, runs.all, own),
    evidentPlan(client, run),
  ]);
  // The time is asked for last: planning takes minutes, in which a person may have set an override.
  const overriddenUntil = await environment.overriddenUntil();
  return {
    purpose: purposeOf(run),
    uploaded,
    confirmed,
    plan,
    workspace: workspace.name,
    runtimeWorkspace: workspaceName(terraformCloud, runtimeStack),
    schedule,
    overriddenUntil,
    now: environment.now(),
  };
}

async function discarded(
  { client }: ScheduledEnvironment,
  workspace: StackWorkspace,
  run: Run,
  because: readonly string[],
): Promise<ScheduledOutcome> {
  const address = runAddress(client, workspace, run.id);
  const problem = await endRun(client, run.id);
  if (problem !== undefined) {
    throw new UserError(`${address} must not be applied, and could not be discarded: ${problem}; discard it by hand`);
  }
  return { outcome: "refused", due: purposeOf(run), because: because.join("; "), run: address };
}

function words({ status }: Run): string {
  return status.replaceAll("_", " ");
}
