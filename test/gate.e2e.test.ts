import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nothing } from "../delivery/terraform-cloud/client";
import { GateRig } from "./helpers/terraform-cloud/gate-rig";

/**
 * The real terraform, with what this project synthesizes, against a stand-in of Terraform Cloud that plans and applies
 * with the real terraform too. One story: each test goes on from what the one before has left.
 */
let rig: GateRig;

beforeAll(async () => {
  rig = await GateRig.start();
  rig.synthesize();
  const initialized = await rig.terraform(rig.person, "init", "-input=false");
  expect(initialized).toMatchObject({ exitCode: 0, output: expect.stringContaining("successfully initialized") });
});

afterAll(() => rig.stop());

/** That no run so far has changed anything. */
async function expectNothingApplied(): Promise<void> {
  expect(await rig.repositories()).toEqual([]);
  expect(rig.serial).toBeUndefined();
}

describe("before anybody approves", () => {
  test("terraform plan makes a run that nobody can apply", async () => {
    const { exitCode, output } = await rig.terraform(rig.person, "plan", "-input=false");
    expect({ exitCode, output }).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining(" to add, 0 to change"),
    });
    expect(rig.latestRun).toMatchObject({ planOnly: true, status: "planned_and_finished" });
    await expectNothingApplied();
  });

  test("terraform apply waits at the gate, and applies nothing", async () => {
    const { exitCode, output } = await rig.terraform(rig.person, "apply", "-input=false");
    expect(exitCode).toBe(1);
    expect(output).toContain("Cannot confirm apply due to -input=false. Please handle run confirmation in the UI.");
    expect(rig.latestRun).toMatchObject({ status: "planned", autoApply: false });
    await expectNothingApplied();
  });

  test("a second run queues behind the first, which is named", async () => {
    const [first] = rig.standIn.runsOf(rig.workspace);
    const waiting = rig.slipway(rig.pipeline, "run", "staging", "--stack", rig.stack, "--timeout", "0.05");
    const { exitCode, output } = await waiting;
    expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringContaining("is still pending") });
    expect(rig.latestRun).toMatchObject({ status: "pending" });
    expect(first).toMatchObject({ status: "planned" });
  });

  test("discarding the first leaves the state alone, and the second stops at its own gate", async () => {
    const first = rig.standIn.runsOf(rig.workspace)[1];
    await rig.client(rig.person).post(`/runs/${first?.id}/actions/discard`, {}, nothing);
    await rig.standIn.settled();
    expect(first?.status).toBe("discarded");
    expect(rig.latestRun).toMatchObject({ status: "planned" });
    await expectNothingApplied();
  });
});

describe("a token that may only plan", () => {
  test("cannot confirm a run", async () => {
    const confirm = rig.client(rig.pipeline).post(`/runs/${rig.latestRun.id}/actions/apply`, {}, nothing);
    await expect(confirm).rejects.toThrow("with 404");
    await sleep(100);
    expect(rig.latestRun.status).toBe("planned");
    await expectNothingApplied();
  });

  test("cannot make terraform apply without asking", async () => {
    const before = rig.standIn.runsOf(rig.workspace).length;
    const { exitCode, output } = await rig.terraform(rig.pipeline, "apply", "-auto-approve", "-input=false");
    expect({ exitCode, output }).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining("Insufficient rights to apply changes"),
    });
    expect(rig.standIn.runsOf(rig.workspace)).toHaveLength(before);
    await expectNothingApplied();
  });

  test("cannot create a run that applies itself", async () => {
    const [version] = rig.standIn.database.tables.configurationVersions.filter(({ speculative }) => !speculative);
    const relationships = {
      workspace: { data: { type: "workspaces", id: rig.workspace.id } },
      "configuration-version": { data: { type: "configuration-versions", id: version?.id } },
    };
    const document = { data: { type: "runs", attributes: { "auto-apply": true }, relationships } };
    await rig.client(rig.pipeline).post("/runs", document, nothing);
    const made = rig.latestRun;
    expect(made).toMatchObject({ status: "pending", autoApply: false });
    await rig.client(rig.person).post(`/runs/${made.id}/actions/discard`, {}, nothing);
    await expectNothingApplied();
  });
});

describe("a person", () => {
  test("confirms: the run is applied and its state stored", async () => {
    const run = rig.latestRunAtGate;
    await rig.client(rig.person).post(`/runs/${run.id}/actions/apply`, {}, nothing);
    await rig.standIn.settled();
    expect(run).toMatchObject({ status: "applied", confirmedBy: "owner", createdBy: expect.stringMatching(/^api-/) });
    expect(await rig.repositories()).toEqual(["shop-agent"]);
    expect(rig.stateText).toContain("shop-agent");
  });

  test("finds nothing to change in the next plan, which the plan-only token makes", async () => {
    expect(await rig.changesOfNextPlan()).toEqual([]);
    expect(rig.latestRun).toMatchObject({ planOnly: true, createdBy: expect.stringMatching(/^api-/) });
  });
});

describe("a stale plan", () => {
  test("is refused", async () => {
    rig.tagAccount("first");
    rig.synthesize();
    const saved = await rig.terraform(rig.person, "plan", "-input=false", "-out=saved.tfplan");
    expect(saved).toMatchObject({ exitCode: 0 });
    const stale = rig.latestRun;
    rig.tagAccount("second");
    await rig.approvedRun();
    const serial = rig.serial;

    const { exitCode, output } = await rig.terraform(rig.person, "apply", "-input=false", "saved.tfplan");
    await rig.standIn.settled();
    expect({ exitCode, output }).toMatchObject({ exitCode: 1, output: expect.stringContaining("Saved plan is stale") });
    expect(stale.status).toBe("errored");
    expect(rig.serial).toBe(serial);
    expect(rig.stateText).toContain('"Team": "second"');
  });
});

describe("a connection that is lost in the middle of an apply", () => {
  test("of the client: the apply goes on, and the next plan is empty", async () => {
    rig.tagAccount("third");
    rig.synthesize();
    rig.aws.holdAfter(0);
    const client = rig.startTerraform(rig.person, ["apply"]);
    client.stdin?.end("yes\n");
    await rig.until(() => rig.aws.held > 0);
    client.kill("SIGKILL");
    rig.standIn.cutConnections();
    rig.aws.release();
    await rig.standIn.settled();
    expect(rig.latestRun).toMatchObject({ status: "applied" });
    expect(await rig.changesOfNextPlan()).toEqual([]);
  });

  test("of the machine that applies: the state holds what was made, and the next run makes the rest", async () => {
    rig.addEnvironment("qa", "shop-agent-qa");
    await rig.runToGate();
    const lost = rig.latestRun;
    rig.aws.holdAfter(1);
    await rig.client(rig.person).post(`/runs/${lost.id}/actions/apply`, {}, nothing);
    await rig.until(() => rig.aws.held > 0 && rig.stateOfRun(lost).includes("shop-agent-qa"));
    rig.engine.kill();
    rig.aws.forget();
    await rig.standIn.settled();
    expect(lost.status).toBe("errored");
    expect(rig.stateText).toContain("shop-agent-qa");
    expect(await rig.changesOfNextPlan()).not.toEqual([]);

    await rig.approvedRun();
    expect(rig.latestRun.status).toBe("applied");
    expect(await rig.repositories()).toEqual(["shop-agent", "shop-agent-qa"]);
    expect(await rig.changesOfNextPlan()).toEqual([]);
  });
});
