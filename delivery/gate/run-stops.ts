import { setTimeout as sleep } from "node:timers/promises";
import { stackNames } from "../../model/stack-names";
import { UserError } from "../../running/user-error";
import { nothing, type TerraformCloudClient } from "../terraform-cloud/client";
import { prepareRuns } from "../terraform-cloud/preparation";
import { TerraformCloudError } from "../terraform-cloud/refusal";
import { AppliesItself, createRun, type Run, readRun, runAddress, waitForPlan } from "../terraform-cloud/runs";
import type { StackRunRequest } from "../terraform-cloud/stack-run";
import { workspaceOfStack } from "../terraform-cloud/workspace-of-stack";
import { readable } from "./facts";
import { type GateCheck, type Proof, proofOf } from "./proof";

/** Makes runs that are asked to apply or not by nothing but the workspace, and discards them where they stop. */
export const runStops: GateCheck = {
  id: "run-stops",
  title: "a run stops at the gate",
  prove: async ({ environment, toolbox, workspaces }) => {
    const { read, problems } = readable(await workspaces());
    const open = read.find(({ settings }) => settings["auto-apply"] || settings["execution-mode"] === "local");
    // Nothing is tried on a gate that is known to be open.
    if (open !== undefined) return { verdict: "unproven", because: `a run in workspace ${open.name} would apply` };
    if (problems.length > 0) return proofOf([], problems, "");
    const stacks = stackNames(environment);
    const { client, requests } = await prepareRuns("run", { environment, stacks }, toolbox);
    const proofs: Proof[] = [];
    for (const request of requests) {
      const asked = { ...request, message: `slipway gate ${environment.name}`, triesGate: true };
      proofs.push(await probe(client, asked, toolbox.say));
    }
    return joined(proofs);
  },
};

/** @param say told the run's address, as it stays if this command is interrupted @returns what one stack's run proves */
export async function probe(
  client: TerraformCloudClient,
  request: StackRunRequest,
  say: (text: string) => void,
): Promise<Proof> {
  const { stack } = request;
  try {
    const workspace = await workspaceOfStack(client, request.terraformCloud, stack);
    const { id } = await createRun(client, workspace, request);
    const address = runAddress(client, workspace, id);
    say(`${stack}: ${address}`);
    await waitForPlan(client, workspace, id, { note: () => {}, timeoutSeconds }).catch(async (error: unknown) => {
      await discard(client, id);
      throw error;
    });
    await sleep(graceMilliseconds);
    return await judged(client, stack, await readRun(client, id), address);
  } catch (error) {
    if (error instanceof AppliesItself) return openGate(stack, error.message);
    if (!(error instanceof UserError)) throw error;
    return { verdict: "unproven", because: `${stack}: ${error.message}` };
  }
}

/** A server needs a moment to confirm by itself. */
const graceMilliseconds = 2000;
const timeoutSeconds = 600;

async function judged(client: TerraformCloudClient, stack: string, run: Run, address: string): Promise<Proof> {
  if (["confirmed", "apply_queued", "applying", "applied"].includes(run.status)) {
    return openGate(stack, `${address} did not wait for this command, and it is ${run.status}`);
  }
  if (!run.isDiscardable) {
    const reason = run.status === "planned_and_finished" ? "has nothing to change" : `is ${run.status}`;
    return { verdict: "unproven", because: `the run of ${stack} ${reason}, so it never gets to the gate: ${address}` };
  }
  const isDiscarded = await discard(client, run.id);
  const end = isDiscarded ? "and was discarded" : "and waits for somebody who may discard it";
  return { verdict: "proven", because: `${stack}: stopped, ${end}, ${address}` };
}

/** @returns whether the token may */
async function discard(client: TerraformCloudClient, id: string): Promise<boolean> {
  try {
    await client.post(`/runs/${id}/actions/discard`, {}, nothing);
    return true;
  } catch (error) {
    if (error instanceof TerraformCloudError) return false;
    throw error;
  }
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
