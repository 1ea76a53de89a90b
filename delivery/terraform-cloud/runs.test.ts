import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { countingEngine } from "../../test/helpers/terraform-cloud/counting-engine";
import type { Workspace } from "../../test/helpers/terraform-cloud/database";
import type { Engine } from "../../test/helpers/terraform-cloud/engine";
import { TerraformCloudStandIn } from "../../test/helpers/terraform-cloud/stand-in";
import { trustingFetch } from "../../test/helpers/terraform-cloud/trusting-fetch";
import { nothing, terraformCloudClient } from "./client";
import { planJson } from "./plans";
import { commitInMessage, runMessage } from "./run-message";
import { changesText, type PlannedRun, planStack } from "./stack-run";

const organization = "shop-works";
const stack = "account-shop";

async function aServer(settings: { readonly engine?: Engine; readonly checksAutoApply?: boolean } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
  const standIn = await TerraformCloudStandIn.start({ folder, engine: countingEngine(), ...settings });
  onTestFinished(async () => {
    await standIn.settled();
    await standIn.stop();
    rmSync(folder, { recursive: true });
  });
  standIn.addOrganization(organization);
  standIn.addTeam(organization, "pipeline");
  const workspace = standIn.addWorkspace(organization, stack);
  standIn.grant("pipeline", workspace, "plan");
  const fetch = trustingFetch(standIn.certificate.certificate);
  const clientOf = (team: string) =>
    terraformCloudClient({ hostname: standIn.hostname, token: standIn.addToken(organization, team), fetch });
  return { standIn, workspace, pipeline: clientOf("pipeline"), person: clientOf("owners"), fetch };
}

const observer = { note: () => {}, created: () => {}, timeoutSeconds: 20 };

function request(changes: Partial<Parameters<typeof planStack>[1]> = {}) {
  const configuration = new Uint8Array([1]);
  return { stack, terraformCloud: { organization }, planOnly: false, message: "a test", configuration, ...changes };
}

test("a run stops at the gate, and says where", async () => {
  const { standIn, workspace, pipeline } = await aServer();
  const run = await planStack(pipeline, request(), observer);
  expect(run).toMatchObject({ status: "planned", hasChanges: true, additions: 1 });
  expect(run.address).toBe(`https://${standIn.hostname}/app/shop-works/account-shop/runs/${run.run}`);
  expect(standIn.runsOf(workspace)).toMatchObject([{ status: "planned", autoApply: false }]);
});

test("a run waits although the workspace's setting says that runs apply themselves", async () => {
  const { standIn, workspace, person } = await aServer();
  Object.assign(workspace, { autoApply: true } satisfies Partial<Workspace>);
  await planStack(person, request(), observer);
  expect(standIn.runsOf(workspace)).toMatchObject([{ status: "planned", autoApply: false }]);
});

/** A server that decides for itself; what it makes waits for the person who holds the workspace. */
function letEveryRunApplyItself({ database }: TerraformCloudStandIn, workspace: Workspace): void {
  const { runs } = database.tables;
  workspace.lockedBy = "owner";
  const push = runs.push.bind(runs);
  runs.push = (...added) => push(...added.map((run) => Object.assign(run, { autoApply: true })));
}

test("a run that the server lets apply itself is discarded before it can", async () => {
  const { standIn, workspace, person } = await aServer();
  letEveryRunApplyItself(standIn, workspace);
  await expect(planStack(person, request(), observer)).rejects.toThrow(
    /made a run that applies itself, though it was asked for one that waits; it was discarded: https:.*; look with: npx slipway gate NAME$/,
  );
  expect(standIn.runsOf(workspace)).toMatchObject([{ status: "discarded" }]);
});

test("a run that applies itself and that the token may not discard is for the person, at once", async () => {
  const { standIn, workspace, pipeline } = await aServer();
  letEveryRunApplyItself(standIn, workspace);
  await expect(planStack(pipeline, request(), observer)).rejects.toThrow(
    /and it could not be discarded; discard it by hand at once: https:/,
  );
});

test("a plan-only run is over when it is planned, and its plan hides what is sensitive", async () => {
  const { pipeline } = await aServer();
  const run = await planStack(pipeline, request({ planOnly: true }), observer);
  expect(run.status).toBe("planned_and_finished");
  const plan = JSON.stringify(await planJson(pipeline, run.planId));
  expect(plan).toContain("aws_ecr_repository.agent");
  expect(plan).not.toContain("hidden");
});

test("a plan that fails is told in Terraform's words", async () => {
  const failing: Engine = {
    ...countingEngine(),
    plan: async ({ log }) => {
      log("Error: Invalid provider configuration\n\nThe region is missing.\n\nmore\n");
      return { succeeded: false };
    },
  };
  const { pipeline } = await aServer({ engine: failing });
  await expect(planStack(pipeline, request(), observer)).rejects.toThrow(
    /^the plan of account-shop failed: Invalid provider configuration: The region is missing\. \(https:.*\)$/,
  );
});

test("a run behind another says which, and ends the wait in time", async () => {
  const { standIn, workspace, pipeline } = await aServer();
  const first = await planStack(pipeline, request(), observer);
  const notes: string[] = [];
  const impatient = { ...observer, note: (text: string) => notes.push(text), timeoutSeconds: 0.1 };
  await expect(planStack(pipeline, request(), impatient)).rejects.toThrow(
    /^after 0\.1 seconds the run is still pending, and goes on without this command: https:/,
  );
  expect(notes).toContain(`waits for ${first.address}`);
  expect(standIn.runsOf(workspace)).toMatchObject([{ status: "pending" }, { status: "planned" }]);
});

test("a run that a person discards meanwhile is no success", async () => {
  const { standIn, workspace, person, pipeline } = await aServer();
  await planStack(pipeline, request(), observer);
  const second = planStack(pipeline, request(), observer);
  while (standIn.runsOf(workspace).length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  await person.post(`/runs/${standIn.runsOf(workspace)[0]?.id}/actions/discard`, {}, nothing);
  await expect(second).rejects.toThrow(/^the run of account-shop was discarded by somebody: https:/);
});

test("a workspace that is missing, and an organization that is another's, are told apart", async () => {
  const { pipeline } = await aServer();
  await expect(planStack(pipeline, request({ stack: "staging" }), observer)).rejects.toThrow(
    "shop-works has no workspace staging, or none that this token's team may see; make it with: npx slipway workspace NAME",
  );
  const other = { terraformCloud: { organization: "other" } };
  await expect(planStack(pipeline, request(other), observer)).rejects.toThrow(
    /^other is not an organization on localhost:\d+, or the token is of another one; /,
  );
});

test.each([
  [{ hasChanges: false }, "no changes"],
  [{ hasChanges: true }, "only outputs change"],
  [{ hasChanges: true, additions: 2, destructions: 1 }, "2 to add, 0 to change, 1 to destroy"],
])("changes are counted in words: %o", (changes, text) => {
  const none = { additions: 0, changes: 0, destructions: 0 };
  const run = { stack, workspace: stack, run: "run-1", address: "", status: "planned", planId: "plan-1", ...none };
  expect(changesText({ ...run, ...changes } satisfies PlannedRun)).toBe(text);
});

test("the commit of a run is read back from its message, and from no other message", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  expect(commitInMessage(runMessage("run", "staging", commit))).toBe(commit);
  expect(commitInMessage(runMessage("plan", "staging", commit))).toBeUndefined();
  expect(commitInMessage(runMessage("run", "staging", undefined))).toBeUndefined();
});
