import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { terraformCloudClient } from "../../../delivery/terraform-cloud/client";
import type { StackRunRequest } from "../../../delivery/terraform-cloud/stack-run";
import { countingEngine } from "./counting-engine";
import type { Engine } from "./engine";
import type { Fault } from "./faults";
import type { RunBehavior } from "./run-tables";
import { TerraformCloudStandIn } from "./stand-in";
import { trustingFetch } from "./trusting-fetch";

const organization = "shop-works";
const stack = "account-shop";

/** A server with one workspace, a team that may only plan there, and a person who may all. */
export async function aRunServer(
  settings: { readonly engine?: Engine; readonly checksAutoApply?: boolean; readonly runs?: RunBehavior } = {},
) {
  const { runs, ...server } = settings;
  const folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
  const standIn = await TerraformCloudStandIn.start({ folder, engine: countingEngine(), ...server });
  onTestFinished(async () => {
    await standIn.settled();
    await standIn.stop();
    rmSync(folder, { recursive: true });
  });
  standIn.addOrganization(organization);
  standIn.addTeam(organization, "pipeline");
  const workspace = standIn.addWorkspace(organization, stack, { runs });
  standIn.grant("pipeline", workspace, "plan");
  const fetch = trustingFetch(standIn.certificate.certificate);
  const clientOf = (team: string, through = fetch) => {
    const token = standIn.addToken(organization, team);
    return terraformCloudClient({ hostname: standIn.hostname, token, fetch: through, sleep: hurried });
  };
  return {
    standIn,
    workspace,
    stackWorkspace: { stack, id: workspace.id, name: stack, organization },
    fetch,
    clientOf,
    pipeline: clientOf("pipeline"),
    person: clientOf("owners"),
    runs: () => standIn.runsOf(workspace),
  };
}

/** A stand-in is quicker than the service. */
const hurried = (milliseconds: number) => sleep(milliseconds / 20);

export const observer = { note: () => {}, created: () => {}, timeoutSeconds: 20 };

export function runRequest(changes: Partial<StackRunRequest> = {}): StackRunRequest {
  const configuration = new Uint8Array([1]);
  return { stack, terraformCloud: { organization }, planOnly: false, message: "a test", configuration, ...changes };
}

/** Lets the first so many requests of a kind go wrong. */
export function failing(standIn: TerraformCloudStandIn, fault: Fault, kind: RegExp, times = 1): void {
  let left = times;
  standIn.faultOf = ({ method, path }) => (kind.test(`${method} ${path}`) && left-- > 0 ? fault : undefined);
}

/** A server with a status that is documented nowhere, in the place of one that is. */
export function renaming(fetch: typeof globalThis.fetch, status: string, unknown: string): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await fetch(input, init);
    const text = (await answer.text()).replaceAll(`"status":"${status}"`, `"status":"${unknown}"`);
    return new Response(answer.status === 204 ? null : text, answer);
  };
}
