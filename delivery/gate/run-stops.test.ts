import { expect, test } from "vitest";
import { countingEngine } from "../../test/helpers/terraform-cloud/counting-engine";
import type { Engine } from "../../test/helpers/terraform-cloud/engine";
import { trustingFetch } from "../../test/helpers/terraform-cloud/trusting-fetch";
import { aServer, organization } from "../../test/helpers/terraform-cloud/workspace-rig";
import { terraformCloudClient } from "../terraform-cloud/client";
import { probe } from "./run-stops";

const stack = "account-shop";
const request = {
  stack,
  terraformCloud: { organization },
  planOnly: false,
  message: "slipway gate staging",
  configuration: new Uint8Array([1]),
  triesGate: true,
};

async function aProbe(engine: Engine = countingEngine()) {
  const { standIn, person } = await aServer({ engine });
  const workspace = standIn.addWorkspace(organization, stack);
  standIn.grant("pipeline", workspace, "plan");
  const fetch = trustingFetch(standIn.certificate.certificate);
  const probeBy = (token: string) =>
    probe(terraformCloudClient({ hostname: standIn.hostname, token, fetch }), request, () => {});
  return { standIn, workspace, person, pipeline: standIn.addToken(organization, "pipeline"), probeBy };
}

test("a run that stops is discarded again by whoever may", async () => {
  const { standIn, workspace, person, probeBy } = await aProbe();
  expect(await probeBy(person)).toEqual({
    verdict: "proven",
    because: expect.stringMatching(/^account-shop: stopped, and was discarded, https:/),
  });
  expect(standIn.runsOf(workspace)).toMatchObject([{ status: "discarded" }]);
});

test("a run stops although it has nothing to change", async () => {
  const engine: Engine = {
    ...countingEngine(),
    plan: async () => ({
      succeeded: true,
      hasChanges: false,
      additions: 0,
      changes: 0,
      destructions: 0,
      planJson: "{}",
    }),
  };
  const { person, probeBy } = await aProbe(engine);
  expect(await probeBy(person)).toMatchObject({ verdict: "proven" });
});

test("the pipeline's run is left to somebody who may discard it", async () => {
  const { standIn, workspace, pipeline, probeBy } = await aProbe();
  expect(await probeBy(pipeline)).toEqual({
    verdict: "proven",
    because: expect.stringMatching(/^account-shop: stopped, and waits for somebody who may discard it, https:/),
  });
  expect(standIn.runsOf(workspace)).toMatchObject([{ status: "planned" }]);
});

test("a server that lets the run apply itself is found out before it does", async () => {
  const { standIn, workspace, person, probeBy } = await aProbe();
  workspace.lockedBy = "owner";
  workspace.autoApply = true;
  expect(await probeBy(person)).toMatchObject({
    verdict: "broken",
    breaches: [{ what: expect.stringContaining("made a run that applies itself") }],
  });
  expect(standIn.runsOf(workspace)).toMatchObject([{ status: "discarded" }]);
});

test("a run that somebody approves meanwhile is not said to have stopped", async () => {
  const { standIn, workspace, person, probeBy } = await aProbe();
  const proof = probeBy(person);
  const planned = () => standIn.runsOf(workspace).find(({ status }) => status === "planned");
  while (planned() === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
  const { hostname, certificate } = standIn;
  const fetch = trustingFetch(certificate.certificate);
  const headers = { authorization: `Bearer ${person}` };
  await fetch(`https://${hostname}/api/v2/runs/${planned()?.id}/actions/apply`, { method: "POST", headers });
  expect(await proof).toMatchObject({
    verdict: "broken",
    breaches: [{ what: expect.stringMatching(/did not wait for this command, and it is applied$/) }],
  });
});

test("a plan that fails proves nothing", async () => {
  const { person, probeBy } = await aProbe({ ...countingEngine(), plan: async () => ({ succeeded: false }) });
  expect(await probeBy(person)).toEqual({
    verdict: "unproven",
    because: expect.stringMatching(/^the run of account-shop is errored, so it never gets to the gate: https:/),
  });
});
