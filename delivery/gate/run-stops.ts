import { setTimeout as sleep } from "node:timers/promises";
import { stackNames } from "../../model/stack-names";
import { Interrupted } from "../../running/processes";
import type { Shutdown } from "../../running/shutdown";
import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import { AppliesItself, createRun } from "../terraform-cloud/create-run";
import { endRun } from "../terraform-cloud/end-run";
import { prepareRuns } from "../terraform-cloud/preparation";
import { standingOf } from "../terraform-cloud/run-statuses";
import { type Run, readRun, runAddress } from "../terraform-cloud/runs";
import type { StackRunRequest } from "../terraform-cloud/stack-run";
import { waitForPlan } from "../terraform-cloud/wait-for-plan";
import { type StackWorkspace, workspaceOfStack } from "../terraform-cloud/workspace-of-stack";
import { autoApply } from "./auto-apply";
import { type GateCheck, type Proof, proofOf } from "./proof";

/** Makes runs that are asked to apply or not by nothing but the workspace, and discards them where they stop. */
export const runStops: GateCheck = {
  id: "run-stops",
  title: "a run stops at the gate",
  prove: async (facts) => {
    const { environment, toolbox } = facts;
    const open = await autoApply.prove(facts);
    // Nothing is tried on a gate that is known to be open.
    if (open.verdict === "broken") {
      const places = open.breaches.map(({ what }) => what).join("; ");
      return { verdict: "unproven", because: `a run could apply by itself, so none is made: ${places}` };
    }
    if (open.verdict === "unproven") return open;
    const { client, requests } = await prepareRuns("gate", { environment, stacks: stackNames(environment) }, toolbox);
    const proofs: Proof[] = [];
    for (const request of requests) {
      const beforeEnd: Shutdown["beforeEnd"] = (work) => toolbox.shutdown.beforeEnd(work);
      proofs.push(await probe(client, request, { say: toolbox.say, beforeEnd, ...patience }));
    }
    return joined(proofs);
  },
};

export interface Probing {
  /** Told the run's address, and where it could not be ended. */
  readonly say: (text: string) => void;
  readonly beforeEnd: Shutdown["beforeEnd"];
  readonly timeoutSeconds: number;
  /** A server needs a moment to confirm by itself. */
  readonly graceMilliseconds: number;
}

const patience = { timeoutSeconds: 600, graceMilliseconds: 2000 } as const;

/** @returns what one stack's run proves; whatever comes, the run is ended again or named */
export async function probe(client: TerraformCloudClient, request: StackRunRequest, probing: Probing): Promise<Proof> {
  const { stack } = request;
  try {
    const workspace = await workspaceOfStack(client, request.terraformCloud, stack);
    return await tried(client, workspace, request, probing);
  } catch (error) {
    // The process is about to end, and no further run may be made.
    if (error instanceof Interrupted) return new Promise(() => {});
    if (error instanceof AppliesItself) return openGate(stack, error.message);
    if (!(error instanceof UserError)) throw error;
    return { verdict: "unproven", because: `${stack}: ${error.message}` };
  }
}

async function tried(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  request: StackRunRequest,
  { say, beforeEnd, timeoutSeconds, graceMilliseconds }: Probing,
): Promise<Proof> {
  const { stack } = request;
  let made: Promise<Run> | undefined;
  const release = beforeEnd(async () => {
    if (made !== undefined) say(`${stack}: the run ${await ended(client, workspace, (await made).id)}`);
  });
  try {
    made = createRun(client, workspace, request);
    const { id } = await made;
    say(`${stack}: ${runAddress(client, workspace, id)}`);
    const run = await waitForPlan(client, workspace, id, { note: () => {}, timeoutSeconds })
      .then(() => sleep(graceMilliseconds))
      .then(() => readRun(client, id))
      .catch(async (error: unknown) => {
        if (error instanceof AppliesItself || !(error instanceof UserError)) throw error;
        throw new UserError(`${error.message}; it ${await ended(client, workspace, id)}`);
      });
    return judged(stack, run, runAddress(client, workspace, id), await ended(client, workspace, id));
  } finally {
    release();
  }
}

/** @returns what has become of the run, as a half sentence with its address */
async function ended(client: TerraformCloudClient, workspace: StackWorkspace, id: string): Promise<string> {
  const address = runAddress(client, workspace, id);
  try {
    const problem = await endRun(client, id);
    if (problem === undefined) return `was discarded, ${address}`;
    return `is left as it is (${problem}), ${address}`;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `could not be discarded (${error.message}), look at it: ${address}`;
  }
}

/** @param end what has become of the run, with its address */
function judged(stack: string, run: Run, address: string, end: string): Proof {
  const status = run.status.replaceAll("_", " ");
  switch (standingOf(run)) {
    case "at the gate":
      return { verdict: "proven", because: `${stack}: stopped (${status}), and ${end}` };
    // What would follow an override nobody has seen.
    case "held by a policy":
      return unproven(`the run of ${stack} was stopped by a policy or a task (${status}), before its gate; it ${end}`);
    case "being applied":
    case "applied":
      return openGate(stack, `a run did not wait for this command (${status}); it ${end}`);
    case "nothing to apply":
      return unproven(`the run of ${stack} has nothing to change, so it never gets to the gate: ${address}`);
    case "ended unapplied":
      return unproven(`the run of ${stack} is ${status}, which proves nothing: ${address}`);
    default:
      return unproven(`the run of ${stack} is ${status}, which proves nothing; it ${end}`);
  }
}

function unproven(because: string): Proof {
  return { verdict: "unproven", because };
}

function openGate(stack: string, what: string): Proof {
  return {
    verdict: "broken",
    breaches: [{ what: `${stack}: ${what}`, wayOut: "look at the workspace's settings and at who may apply" }],
  };
}

function joined(proofs: readonly Proof[]): Proof {
  return proofOf(
    proofs.flatMap((proof) => (proof.verdict === "broken" ? proof.breaches : [])),
    proofs.flatMap((proof) => (proof.verdict === "unproven" ? [proof.because] : [])),
    proofs.flatMap((proof) => (proof.verdict === "proven" ? [proof.because] : [])).join("; "),
  );
}
