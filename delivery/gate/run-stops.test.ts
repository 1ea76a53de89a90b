import { expect, test } from "vitest";
import { Interrupted } from "../../running/processes";
import type { Shutdown } from "../../running/shutdown";
import { countingEngine } from "../../test/helpers/terraform-cloud/counting-engine";
import type { Engine } from "../../test/helpers/terraform-cloud/engine";
import { aRunServer, failing, runRequest } from "../../test/helpers/terraform-cloud/run-rig";
import type { RunBehavior, Stage } from "../../test/helpers/terraform-cloud/run-tables";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import { nothing } from "../terraform-cloud/client";
import { probe } from "./run-stops";

async function aProbe(settings: { readonly engine?: Engine; readonly runs?: RunBehavior } = {}) {
  const server = await aRunServer(settings);
  const said: string[] = [];
  const lastWork: (() => Promise<void>)[] = [];
  const beforeEnd: Shutdown["beforeEnd"] = (work) => {
    lastWork.push(work);
    return () => void lastWork.splice(lastWork.indexOf(work), 1);
  };
  const request = runRequest({ message: "slipway gate staging", triesGate: true });
  const probeBy = (client: TerraformCloudClient, changes: Partial<Parameters<typeof probe>[2]> = {}) => {
    const say = (text: string) => said.push(text);
    return probe(client, request, { say, beforeEnd, timeoutSeconds: 20, graceMilliseconds: 300, ...changes });
  };
  return { ...server, said, lastWork, probeBy };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

test("a run that stops is discarded again by whoever may", async () => {
  const { runs, person, said, lastWork, probeBy } = await aProbe();
  expect(await probeBy(person)).toEqual({
    verdict: "proven",
    because: expect.stringMatching(/^account-shop: stopped \(planned\), and was discarded, https:/),
  });
  expect(said).toEqual([expect.stringMatching(/^account-shop: https:/)]);
  expect(runs()).toMatchObject([{ status: "discarded" }]);
  expect(lastWork).toEqual([]);
});

test.each<[Stage[], string]>([
  [[{ at: "cost_estimate", outcome: "passed" }], "cost estimated"],
  [[{ at: "policy_check", outcome: "passed" }], "policy checked"],
])("a run stops behind what follows its plan too, and is discarded: %o", async (stages, status) => {
  const { runs, person, probeBy } = await aProbe({ runs: { stages } });
  expect(await probeBy(person)).toEqual({
    verdict: "proven",
    because: expect.stringMatching(new RegExp(`^account-shop: stopped \\(${status}\\), and was discarded, https:`)),
  });
  expect(runs()).toMatchObject([{ status: "discarded" }]);
});

test.each<[Stage[], string]>([
  [[{ at: "policy_check", outcome: "waiting" }], "policy override"],
  [[{ at: "post_plan", outcome: "waiting" }], "post plan awaiting decision"],
])("a run that is stopped before its gate proves nothing, and is discarded: %o", async (stages, status) => {
  const { runs, person, probeBy } = await aProbe({ runs: { stages } });
  expect(await probeBy(person)).toEqual({
    verdict: "unproven",
    because: expect.stringContaining(`stopped by a policy or a task (${status}), before its gate; it was discarded, `),
  });
  expect(runs()).toMatchObject([{ status: "discarded" }]);
});

test("a run with nothing to change proves nothing, and is not made to apply", async () => {
  const plan = {
    additions: 0,
    changes: 0,
    destructions: 0,
    succeeded: true,
    hasChanges: false,
    planJson: "{}",
  } as const;
  const { runs, person, probeBy } = await aProbe({ engine: { ...countingEngine(), plan: async () => plan } });
  expect(await probeBy(person)).toEqual({
    verdict: "unproven",
    because: expect.stringMatching(
      /^the run of account-shop has nothing to change, so it never gets to the gate: https:/,
    ),
  });
  expect(runs()).toMatchObject([{ status: "planned_and_finished" }]);
});

test("the pipeline's run is left to somebody who may discard it", async () => {
  const { runs, pipeline, probeBy } = await aProbe();
  expect(await probeBy(pipeline)).toEqual({
    verdict: "proven",
    because: expect.stringMatching(
      /^account-shop: stopped \(planned\), and is left as it is \(this token may not discard it \(40[34]\)\), https:/,
    ),
  });
  expect(runs()).toMatchObject([{ status: "planned" }]);
});

test("a server that lets the run apply itself is found out before it does", async () => {
  const { workspace, runs, person, probeBy } = await aProbe();
  workspace.lockedBy = "owner";
  workspace.autoApply = true;
  expect(await probeBy(person)).toMatchObject({
    verdict: "broken",
    breaches: [{ what: expect.stringContaining("made a run that applies itself") }],
  });
  expect(runs()).toMatchObject([{ status: "canceled" }]);
});

test("a run that somebody approves meanwhile is not said to have stopped", async () => {
  const { runs, person, probeBy } = await aProbe();
  const proof = probeBy(person, { graceMilliseconds: 2000 });
  await until(() => runs()[0]?.status === "planned");
  await person.post(`/runs/${runs()[0]?.id}/actions/apply`, {}, nothing);
  expect(await proof).toMatchObject({
    verdict: "broken",
    breaches: [
      {
        what: expect.stringMatching(
          /a run did not wait for this command \(applied\); it is left as it is \(it is applied\), /,
        ),
      },
    ],
  });
});

test.each(["confirmed", "queuing_apply", "apply_queued"])(
  "a run that is %s by itself breaks the gate, and is canceled",
  async (status) => {
    const { runs, person, probeBy } = await aProbe({ runs: { holdAt: { status } } });
    expect(await probeBy(person)).toMatchObject({
      verdict: "broken",
      breaches: [{ what: expect.stringContaining("a run did not wait for this command") }],
    });
    expect(runs()).toMatchObject([{ status: "canceled" }]);
  },
);

test("a plan that fails proves nothing", async () => {
  const { person, probeBy } = await aProbe({
    engine: { ...countingEngine(), plan: async () => ({ succeeded: false }) },
  });
  expect(await probeBy(person)).toEqual({
    verdict: "unproven",
    because: expect.stringMatching(/^the run of account-shop is errored, which proves nothing: https:/),
  });
});

test.each(["planning", "cost_estimated"])(
  "a run that never leaves the status %s proves nothing, and is ended",
  async (status) => {
    const { runs, person, probeBy } = await aProbe({ runs: { holdAt: { status } } });
    expect(await probeBy(person, { timeoutSeconds: 0.5 })).toEqual({
      verdict: "unproven",
      because: expect.stringMatching(/^account-shop: after 0\.5 seconds the run is still .*; it was discarded, https:/),
    });
    expect(runs()).toMatchObject([{ status: expect.stringMatching(/^(discarded|canceled)$/) }]);
  },
);

test("a run that is lost sight of is ended all the same", async () => {
  const { standIn, runs, person, probeBy } = await aProbe();
  failing(standIn, "500", /^GET \/runs\/run-\w+$/, 5);
  expect(await probeBy(person)).toEqual({
    verdict: "unproven",
    because: expect.stringMatching(/^account-shop: .* fails at GET .*; it was discarded, https:/),
  });
  expect(runs()).toMatchObject([{ status: expect.stringMatching(/^(discarded|canceled)$/) }]);
});

test("a run whose discard is not answered is discarded, and one that cannot be reached is named", async () => {
  const { standIn, runs, person, probeBy } = await aProbe();
  failing(standIn, "lost after", /^POST .*\/discard$/);
  expect(await probeBy(person)).toMatchObject({ because: expect.stringContaining("and was discarded") });
  failing(standIn, "lost before", /^POST .*\/discard$/, 99);
  expect(await probeBy(person)).toMatchObject({
    because: expect.stringMatching(/and is left as it is \(.* cannot be reached: .*\), https:/),
  });
  expect(runs()).toMatchObject([{ status: "planned" }, { status: "discarded" }]);
});

test("a run is ended when the command is interrupted", async () => {
  const { runs, person, said, lastWork, probeBy } = await aProbe({ runs: { holdAt: { status: "planning" } } });
  const proof = probeBy(person);
  await until(() => lastWork.length === 1 && runs()[0]?.status === "planning");
  await lastWork[0]?.();
  expect(runs()).toMatchObject([{ status: "canceled" }]);
  expect(said.at(-1)).toMatch(/^account-shop: the run was discarded, https:/);
  expect(await proof).toMatchObject({ verdict: "unproven" });
});

test("no run is made once the command is ending", async () => {
  const { runs, person, probeBy } = await aProbe();
  const ending = () => {
    throw new Interrupted();
  };
  const proof = probeBy(person, { beforeEnd: ending });
  const first = await Promise.race([proof, new Promise((resolve) => setTimeout(() => resolve("open"), 500))]);
  expect({ first, runs: runs() }).toEqual({ first: "open", runs: [] });
});
