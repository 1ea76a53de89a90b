import { expect, test } from "vitest";
import { countingEngine } from "../../test/helpers/terraform-cloud/counting-engine";
import type { Workspace } from "../../test/helpers/terraform-cloud/database";
import type { Engine } from "../../test/helpers/terraform-cloud/engine";
import { aRunServer, observer, runRequest } from "../../test/helpers/terraform-cloud/run-rig";
import type { TerraformCloudStandIn } from "../../test/helpers/terraform-cloud/stand-in";
import { nothing } from "./client";
import { planJson } from "./plans";
import { commitInMessage, markedMessage, runMessage } from "./run-message";
import { planStack } from "./stack-run";

test("a run stops at the gate, and says where", async () => {
  const { standIn, pipeline, runs } = await aRunServer();
  const run = await planStack(pipeline, runRequest(), observer);
  expect(run).toMatchObject({ status: "planned", standing: "at the gate", hasChanges: true, additions: 1 });
  expect(run.address).toBe(`https://${standIn.hostname}/app/shop-works/account-shop/runs/${run.run}`);
  expect(runs()).toMatchObject([{ status: "planned", autoApply: false }]);
});

test("a run waits although the workspace's setting says that runs apply themselves", async () => {
  const { workspace, person, runs } = await aRunServer();
  Object.assign(workspace, { autoApply: true } satisfies Partial<Workspace>);
  await planStack(person, runRequest(), observer);
  expect(runs()).toMatchObject([{ status: "planned", autoApply: false }]);
});

/** A server that decides for itself; what it makes waits for the person who holds the workspace. */
function letEveryRunApplyItself({ database }: TerraformCloudStandIn, workspace: Workspace): void {
  const { runs } = database.tables;
  workspace.lockedBy = "owner";
  const push = runs.push.bind(runs);
  runs.push = (...added) => push(...added.map((run) => Object.assign(run, { autoApply: true })));
}

test("a run that the server lets apply itself is discarded before it can", async () => {
  const { standIn, workspace, person } = await aRunServer();
  letEveryRunApplyItself(standIn, workspace);
  await expect(planStack(person, runRequest(), observer)).rejects.toThrow(
    /made a run that applies itself, though it was asked for one that waits; it was discarded: https:.*; look with: npx slipway gate NAME$/,
  );
  expect(standIn.runsOf(workspace)).toMatchObject([{ status: "canceled" }]);
});

test("a run that applies itself and that the token may not discard is for the person, at once", async () => {
  const { standIn, workspace, pipeline } = await aRunServer();
  letEveryRunApplyItself(standIn, workspace);
  await expect(planStack(pipeline, runRequest(), observer)).rejects.toThrow(
    /and it could not be discarded \(this token may not cancel it \(40[34]\)\); discard it by hand at once: https:/,
  );
});

test("a plan-only run is over when it is planned, and its plan hides what is sensitive", async () => {
  const { pipeline } = await aRunServer();
  const run = await planStack(pipeline, runRequest({ planOnly: true }), observer);
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
  const { pipeline } = await aRunServer({ engine: failing });
  await expect(planStack(pipeline, runRequest(), observer)).rejects.toThrow(
    /^the plan of account-shop failed: Invalid provider configuration: The region is missing\. \(https:.*\)$/,
  );
});

test("a run that a person discards meanwhile is no success", async () => {
  const { standIn, workspace, person, pipeline } = await aRunServer();
  await planStack(pipeline, runRequest(), observer);
  const second = planStack(pipeline, runRequest(), observer);
  while (standIn.runsOf(workspace).length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  await person.post(`/runs/${standIn.runsOf(workspace)[0]?.id}/actions/discard`, {}, nothing);
  await expect(second).rejects.toThrow(/^the run of account-shop was discarded by somebody: https:/);
});

test("a workspace that is missing, and an organization that is another's, are told apart", async () => {
  const { pipeline } = await aRunServer();
  await expect(planStack(pipeline, runRequest({ stack: "staging" }), observer)).rejects.toThrow(
    "shop-works has no workspace staging, or none that this token's team may see; make it with: npx slipway workspace NAME",
  );
  const other = { terraformCloud: { organization: "other" } };
  await expect(planStack(pipeline, runRequest(other), observer)).rejects.toThrow(
    /^other is not an organization on localhost:\d+, or the token is of another one; /,
  );
});

test.each([
  [{ at: "cost_estimate", outcome: "passed" }, "cost_estimated"],
  [{ at: "cost_estimate", outcome: "failed" }, "cost_estimated"],
  [{ at: "policy_check", outcome: "passed" }, "policy_checked"],
  [{ at: "post_plan", outcome: "passed" }, "post_plan_completed"],
] as const)("the gate comes after what follows the plan: %o", async (stage, status) => {
  const { pipeline } = await aRunServer({ runs: { stages: [stage] } });
  const run = await planStack(pipeline, runRequest(), observer);
  expect(run).toMatchObject({ status, standing: "at the gate" });
});

test("a run that a policy holds waits for an override, and then for an approval", async () => {
  const stages = [
    { at: "cost_estimate", outcome: "passed" },
    { at: "policy_check", outcome: "waiting" },
  ] as const;
  const { pipeline, person, runs } = await aRunServer({ runs: { stages } });
  expect(await planStack(pipeline, runRequest(), observer)).toMatchObject({ standing: "held by a policy" });
  const check = runs()[0]?.stages.find(({ at }) => at === "policy_check");
  await person.post(`/policy-checks/${check?.id}/actions/override`, {}, nothing);
  expect(runs()).toMatchObject([{ status: "policy_checked", isAtGate: true }]);
});

test.each([
  [
    { at: "policy_check", outcome: "failed" },
    /^the run of account-shop failed at a policy or a task, or .*\(https:.*\)$/,
  ],
  [{ at: "pre_plan", outcome: "failed" }, /^the run of account-shop failed at a policy or a task, or .*\(https:.*\)$/],
  [{ at: "policy_check", outcome: "waiting" }, /^the plan of account-shop fails a policy that somebody would have to/],
  [
    { at: "post_plan", outcome: "waiting" },
    /^the run of account-shop waits for somebody who may override a policy or a/,
  ],
] as const)("a plan that a policy or a task refuses is not planned: %o", async (stage, message) => {
  const { pipeline } = await aRunServer({ runs: { stages: [stage] } });
  await expect(planStack(pipeline, runRequest({ planOnly: true }), observer)).rejects.toThrow(message);
});

test("the commit of a run is read back from its message, and from no other message", () => {
  const commit = "0123456789abcdef0123456789abcdef01234567";
  expect(commitInMessage(runMessage("run", "staging", commit))).toBe(commit);
  expect(commitInMessage(markedMessage(runMessage("run", "staging", commit), "cv-ntv3HbhJqvFzamy7"))).toBe(commit);
  expect(commitInMessage(`${runMessage("run", "staging", commit)} and more`)).toBeUndefined();
  expect(commitInMessage(runMessage("plan", "staging", commit))).toBeUndefined();
  expect(commitInMessage(runMessage("run", "staging", undefined))).toBeUndefined();
});
