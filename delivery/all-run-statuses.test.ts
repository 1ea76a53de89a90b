import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { aPastRun } from "../test/helpers/terraform-cloud/past-run";
import { renaming } from "../test/helpers/terraform-cloud/run-rig";
import { allRunStatuses } from "../test/helpers/terraform-cloud/run-tables";
import { trustingFetch } from "../test/helpers/terraform-cloud/trusting-fetch";
import { aServer, organization } from "../test/helpers/terraform-cloud/workspace-rig";
import { lastApplied } from "./gate/last-applied";
import { probe } from "./gate/run-stops";
import { terraformCloudClient } from "./terraform-cloud/client";
import { runStatuses } from "./terraform-cloud/run-statuses";
import { changesText, planStack } from "./terraform-cloud/stack-run";

/** What each verb makes of a run that stands so. */
interface Outcome {
  /** Of `plan` and `drift`, whose runs can never be applied. */
  readonly plan: string;
  readonly run: string;
  /** Of `gate --probe` with a token that may discard. */
  readonly probe: string;
  /** What `gate` takes for applied where the newest run stands so. */
  readonly promotion: string;
}

function goesOn(words: string): Outcome {
  const still = `after 0.5 seconds the run is still ${words}; it goes on without this command: ADDRESS`;
  const probed = `unproven: STACK: ${still}; it was discarded, ADDRESS`;
  return { plan: still, run: still, probe: probed, promotion: "no commit" };
}

function atGate(words: string): Outcome {
  return {
    plan: `the run of STACK is ${words}, which is not what it was asked for: ADDRESS`,
    run: "at the gate: 1 to add, 0 to change, 0 to destroy",
    probe: `proven: STACK: stopped (${words}), and was discarded, ADDRESS`,
    promotion: "no commit",
  };
}

function heldByPolicy(words: string): Outcome {
  return {
    ...atGate(words),
    plan: "the run of STACK waits for somebody who may override a policy or a task: ADDRESS",
    run: "held by a policy: 1 to add, 0 to change, 0 to destroy",
    probe: `unproven: the run of STACK was stopped by a policy or a task (${words}), before its gate; it was discarded, ADDRESS`,
  };
}

function endedUnapplied(status: string, words: string): Outcome {
  const probed = `unproven: the run of STACK is ${status}, which proves nothing: ADDRESS`;
  return { plan: words, run: words, probe: probed, promotion: "no commit" };
}

function endedBySomebody(status: string): Outcome {
  return endedUnapplied(status, `the run of STACK was ${status} by somebody: ADDRESS`);
}

function beingApplied(words: string, end = "was discarded"): Outcome {
  return {
    plan: `the run of STACK is ${words}, which is not what it was asked for: ADDRESS`,
    run: "being applied: 1 to add, 0 to change, 0 to destroy",
    probe: `broken: STACK: a run did not wait for this command (${words}); it ${end}, ADDRESS`,
    promotion: "unfinished",
  };
}

/** By status; those with "confirmable" are the same where the server says that a person can confirm the run. */
const rows: Readonly<Record<string, Outcome>> = {
  pending: {
    ...goesOn("pending: waits until the workspace is unlocked, ADDRESS"),
    plan: goesOn("pending: waits for the organization's other runs, or for an agent").plan,
  },
  fetching: goesOn("fetching"),
  fetching_completed: goesOn("fetching completed"),
  pre_plan_running: goesOn("pre plan running"),
  pre_plan_completed: goesOn("pre plan completed"),
  pre_plan_awaiting_decision: goesOn("pre plan awaiting decision: waits for a person's decision on a task"),
  queuing: goesOn("queuing"),
  plan_queued: goesOn("plan queued: waits for capacity or a free agent"),
  planning: goesOn("planning"),
  planned: goesOn("planned, and nobody can confirm it yet"),
  "planned, confirmable": atGate("planned"),
  tf_policy_checked: goesOn("tf policy checked, and nobody can confirm it yet"),
  tf_policy_override: goesOn("tf policy override, and nobody can confirm it yet"),
  post_plan_running: goesOn("post plan running"),
  post_plan_awaiting_decision: heldByPolicy("post plan awaiting decision"),
  post_plan_completed: goesOn("post plan completed, and nobody can confirm it yet"),
  "post_plan_completed, confirmable": atGate("post plan completed"),
  cost_estimating: goesOn("cost estimating"),
  cost_estimated: goesOn("cost estimated, and nobody can confirm it yet"),
  "cost_estimated, confirmable": atGate("cost estimated"),
  policy_checking: goesOn("policy checking"),
  policy_override: heldByPolicy("policy override"),
  policy_soft_failed: endedUnapplied(
    "policy soft failed",
    "the plan of STACK fails a policy that somebody would have to override: ADDRESS",
  ),
  policy_checked: goesOn("policy checked, and nobody can confirm it yet"),
  "policy_checked, confirmable": atGate("policy checked"),
  planned_and_finished: {
    plan: "nothing to apply: 1 to add, 0 to change, 0 to destroy",
    run: "the run of STACK is planned and finished, which is not what it was asked for: ADDRESS",
    probe: "unproven: the run of STACK has nothing to change, so it never gets to the gate: ADDRESS",
    promotion: "commit",
  },
  planned_and_saved: goesOn("planned and saved, and nobody can confirm it yet"),
  "planned_and_saved, confirmable": atGate("planned and saved"),
  confirmed: beingApplied("confirmed"),
  pre_apply_running: beingApplied("pre apply running"),
  pre_apply_completed: beingApplied("pre apply completed"),
  queuing_apply: beingApplied("queuing apply"),
  apply_queued: beingApplied("apply queued"),
  applying: beingApplied("applying", "is left as it is (it is applying)"),
  post_apply_running: beingApplied("post apply running", "is left as it is (it is post apply running)"),
  post_apply_completed: beingApplied("post apply completed", "is left as it is (it is post apply completed)"),
  applied: {
    ...beingApplied("applied", "is left as it is (it is applied)"),
    run: "applied: 1 to add, 0 to change, 0 to destroy",
    promotion: "commit",
  },
  discarded: endedBySomebody("discarded"),
  errored: endedUnapplied("errored", "the run of STACK failed at a policy or a task, or when it was applied (ADDRESS)"),
  canceled: endedBySomebody("canceled"),
  force_canceled: endedBySomebody("force canceled"),
  assessing: goesOn("assessing"),
  assessed: endedUnapplied("assessed", "the run of STACK is assessed, which is not what it was asked for: ADDRESS"),
  "a status of tomorrow": {
    ...goesOn("a status of tomorrow, a status that this version does not know"),
    promotion: "a run is a status of tomorrow, a status that this version does not know: ADDRESS",
  },
};

const attributesSchema = z.object({ properties: z.object({ status: z.object({ enum: z.array(z.string()) }) }) });
const runsSchema = z.object({ properties: z.object({ attributes: attributesSchema }) });
const contractSchema = z.object({ schemas: z.object({ runs: runsSchema }) });

test("every status of a run has its row, and is known", () => {
  const { schemas } = contractSchema.parse(
    JSON.parse(readFileSync("test/helpers/terraform-cloud/contract.json", "utf8")),
  );
  const { enum: ofContract } = schemas.runs.properties.attributes.properties.status;
  const documented = [...new Set([...allRunStatuses, ...ofContract])].sort();
  const statuses = Object.keys(rows).filter((name) => !/, confirmable$|tomorrow$/.test(name));
  expect({ rows: statuses.sort(), known: Object.keys(runStatuses).sort() }).toEqual({
    rows: documented,
    known: documented,
  });
});

test("each verb takes a run for what its status says, and for nothing better", async () => {
  const outcomeOf = await aJudge();
  const observed = await Promise.all(Object.keys(rows).map(async (name) => [name, await outcomeOf(name)]));
  expect(Object.fromEntries(observed)).toEqual(rows);
}, 120_000);

/** @returns what tells the outcome of a row on one server, in a workspace for each verb */
async function aJudge() {
  const { standIn, person } = await aServer();
  const fetch = trustingFetch(standIn.certificate.certificate);
  const tomorrow = "a status of tomorrow";
  return async (name: string): Promise<Outcome> => {
    const through = name === tomorrow ? renaming(fetch, "planning", tomorrow) : fetch;
    const client = terraformCloudClient({ hostname: standIn.hostname, token: person, fetch: through });
    const status = name === tomorrow ? "planning" : name.replace(", confirmable", "");
    const holdAt = { status, isConfirmable: name.endsWith(", confirmable") };
    const workspaceFor = (verb: string) => {
      const stack = `stack-${verb}-${name.replaceAll(/\W+/g, "_")}`;
      return { stack, ...standIn.addWorkspace(organization, stack, { runs: { holdAt } }) };
    };
    const requestFor = (verb: string) => ({
      stack: workspaceFor(verb).stack,
      terraformCloud: { organization },
      message: "a test",
      configuration: new Uint8Array([1]),
    });
    const planned = async (planOnly: boolean) => {
      const run = await planStack(client, { ...requestFor(planOnly ? "plan" : "run"), planOnly }, patience);
      return `${run.standing}: ${changesText(run)}`;
    };
    const probed = async () => {
      const proof = await probe(client, { ...requestFor("probe"), planOnly: false, triesGate: true }, patience);
      return `${proof.verdict}: ${proof.verdict === "broken" ? proof.breaches.map(({ what }) => what) : proof.because}`;
    };
    const promoted = async () => {
      const workspace = workspaceFor("promotion");
      const message = `slipway run staging at commit ${"0".repeat(40)}`;
      const { id, stack } = workspace;
      standIn.database.tables.runs.push(aPastRun({ id: stack, workspaceId: id, status, message }));
      return (await lastApplied(client, workspace)).kind;
    };
    const [plan, run, tried, promotion] = await Promise.all([
      inWords(planned(true)),
      inWords(planned(false)),
      inWords(probed()),
      inWords(promoted()),
    ]);
    return { plan, run, probe: tried, promotion };
  };
}

const patience = {
  note: () => {},
  created: () => {},
  say: () => {},
  beforeEnd: () => () => {},
  timeoutSeconds: 0.5,
  graceMilliseconds: 0,
};

/** Without what differs from run to run. */
async function inWords(work: Promise<string>): Promise<string> {
  const text = await work.catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  return text.replaceAll(/https:[^\s;)]+/g, "ADDRESS").replaceAll(/stack-[\w-]+/g, "STACK");
}
