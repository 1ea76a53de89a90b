import { expect, test } from "vitest";
import { failing } from "../../test/helpers/terraform-cloud/run-rig";
import { aScheduleRig, at, monday, saturday } from "../../test/helpers/terraform-cloud/schedule-rig";
import { nothing } from "../terraform-cloud/client";
import { createRun } from "../terraform-cloud/create-run";
import { dueOf } from "./scheduled-run";

/** A runtime that a person has applied. */
async function aRuntime() {
  const rig = await aScheduleRig();
  await rig.approved();
  return rig;
}

test("is torn down at the weekend and brought back on Monday, by machine", async () => {
  const rig = await aRuntime();
  expect(await rig.run()).toMatchObject({ outcome: "done", due: "teardown" });
  expect(rig.newest()).toMatchObject({
    status: "applied",
    isDestroy: true,
    confirmedBy: expect.stringMatching(/^api-/),
  });
  expect(await rig.run()).toMatchObject({ outcome: "nothing" });
  rig.clock = monday;
  expect(await rig.run()).toMatchObject({ outcome: "done", due: "return" });
  expect(rig.newest()).toMatchObject({ status: "applied", isDestroy: false });
  expect(await rig.run()).toMatchObject({ outcome: "nothing" });
  expect(rig.runs()).toHaveLength(3);
  rig.clock = at("2026-12-05T11:00:00-08:00");
  expect(await rig.run(), "a week later").toMatchObject({ outcome: "done", due: "teardown" });
});

test("only says what is due, and makes nothing", async () => {
  const rig = await aRuntime();
  expect(await dueOf(rig.environment())).toEqual({
    due: "teardown",
    because: "it is to be torn down, and runs",
    open: [],
  });
  expect(rig.runs()).toHaveLength(1);
});

test("waits for a person where a condition does not hold, and tells it once", async () => {
  const rig = await aRuntime();
  rig.json = '{ "changed": true }';
  const first = await rig.run();
  expect(first).toMatchObject({ outcome: "waits", because: expect.stringMatching(/^configuration: /) });
  expect(await rig.run()).toMatchObject({ outcome: "told", run: first.run });
  expect(rig.runs()).toHaveLength(2);
  expect(rig.newest()).toMatchObject({ status: "planned" });
});

const others = {
  actions: { address: "aws_lb.b", mode: "managed", type: "aws_lb", actions: ["update"] },
  stateful: { address: "aws_s3_bucket.b", mode: "managed", type: "aws_s3_bucket", actions: ["delete"] },
} as const;

test.each(["actions", "stateful"] as const)("waits for a person where the plan breaks the condition %s", async (id) => {
  const rig = await aRuntime();
  rig.engine.planned = (_, usual) => [...usual, others[id]];
  expect(await rig.run()).toMatchObject({ outcome: "waits", because: expect.stringMatching(`^${id}: `) });
  expect(rig.newest()).toMatchObject({ status: "planned", isDestroy: true });
});

test("takes what the exempt token has confirmed for nobody's approval", async () => {
  const rig = await aRuntime();
  rig.json = "slipped in";
  rig.engine.planned = () => [others.actions];
  const { id } = await createRun(rig.exempt, rig.stackWorkspace, await rig.request("run"));
  await rig.standIn.settled();
  await rig.exempt.post(`/runs/${id}/actions/apply`, {}, nothing);
  await rig.standIn.settled();
  expect(rig.newest()).toMatchObject({ status: "applied" });
  rig.engine.planned = (_, usual) => usual;
  expect(await rig.run()).toMatchObject({ outcome: "waits", because: expect.stringMatching(/^configuration: /) });
});

test("discards a run that waited past its time", async () => {
  const rig = await aRuntime();
  rig.json = "changed";
  await rig.run();
  rig.clock = monday;
  expect(await rig.run()).toMatchObject({ outcome: "refused", due: "teardown" });
  expect(rig.newest()).toMatchObject({ status: "discarded" });
  expect(await rig.run()).toMatchObject({ outcome: "nothing" });
});

test("discards a run where a person sets an override while it plans", async () => {
  const rig = await aRuntime();
  rig.engine.planned = (_, usual) => {
    rig.override = monday;
    return usual;
  };
  expect(await rig.run()).toMatchObject({ outcome: "refused", because: expect.stringMatching(/^time: /) });
  expect(rig.newest()).toMatchObject({ status: "discarded" });
});

test("goes on with its own run that a lost call has left at the gate", async () => {
  const rig = await aRuntime();
  await createRun(rig.exempt, rig.stackWorkspace, await rig.request("teardown"));
  await rig.standIn.settled();
  expect(await rig.run()).toMatchObject({ outcome: "done" });
  expect(rig.runs()).toHaveLength(2);
});

test("neither confirms nor doubles the run of somebody else, whatever it is called", async () => {
  const rig = await aRuntime();
  await createRun(rig.pipeline, rig.stackWorkspace, await rig.request("teardown"));
  await rig.standIn.settled();
  expect(await rig.run()).toMatchObject({ outcome: "waits", because: expect.stringContaining("somebody else") });
  expect(rig.runs()).toHaveLength(2);
  expect(rig.newest()).toMatchObject({ status: "planned" });
});

test("a plan that fails is told, and tried again after an hour", async () => {
  const rig = await aRuntime();
  rig.engine.fails = "plan";
  await expect(rig.run()).rejects.toThrow("the plan of account-shop failed");
  const failed = rig.newest();
  Object.assign(failed, { createdAt: rig.clock.subtract({ minutes: 59 }).toString() });
  expect(await rig.run()).toMatchObject({ outcome: "told", run: expect.stringContaining(failed.id) });
  expect(rig.runs()).toHaveLength(2);
  Object.assign(failed, { createdAt: rig.clock.subtract({ minutes: 60 }).toString() });
  rig.engine.fails = undefined;
  expect(await rig.run()).toMatchObject({ outcome: "done" });
});

test("an apply that fails is told, and what is left is torn down", async () => {
  const rig = await aRuntime();
  rig.engine.fails = "apply";
  await expect(rig.run()).rejects.toThrow("the apply of account-shop has errored");
  expect(await dueOf(rig.environment())).toMatchObject({
    due: "teardown",
    because: "it is to be torn down, and stands in pieces",
  });
});

test("confirms once where the answer to it is lost", async () => {
  for (const fault of ["lost after", "lost before", "500", "503"] as const) {
    const rig = await aRuntime();
    failing(rig.standIn, fault, /POST .*actions\/apply/);
    expect(await rig.run(), fault).toMatchObject({ outcome: "done" });
  }
});

test("does nothing where the token may more than the exemption, or less", async () => {
  const rig = await aRuntime();
  const { teamAccess, teams } = rig.standIn.database.tables;
  const [access] = teamAccess.filter(({ access: kind }) => kind === "custom");
  const team = teams.find(({ name }) => name === "scheduled");
  const other = rig.standIn.addWorkspace(rig.stackWorkspace.organization, "shop-base");
  if (access === undefined || team === undefined) throw new Error("the rig grants nothing");

  access.custom = { runs: "apply", variables: "write" };
  await expect(rig.run()).rejects.toThrow("may change the variables of workspace account-shop");
  access.custom = { runs: "plan" };
  await expect(rig.run()).rejects.toThrow("may not apply in workspace account-shop");
  access.custom = { runs: "apply" };
  rig.standIn.grant("scheduled", other, "read");
  await expect(rig.run()).rejects.toThrow("sees workspace shop-base");
  teamAccess.pop();
  team.organizationAccess = { "manage-teams": true };
  await expect(rig.run()).rejects.toThrow("may make and change teams of");
  team.organizationAccess = {};
  rig.exempt = rig.person;
  await expect(rig.run()).rejects.toThrow("is of no team");
  expect(rig.runs()).toHaveLength(1);
  expect(saturday).toBe(rig.clock);
});
