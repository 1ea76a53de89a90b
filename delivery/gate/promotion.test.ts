import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { environmentNamed } from "../../config/environment-named";
import { aToolbox } from "../../running/tools/testing/temporary-toolbox";
import { accountYaml, configurationFolder, environmentYaml } from "../../test/helpers/configuration-folder";
import { aPastRun } from "../../test/helpers/terraform-cloud/past-run";
import { renaming } from "../../test/helpers/terraform-cloud/run-rig";
import type { Run } from "../../test/helpers/terraform-cloud/run-tables";
import { trustingFetch } from "../../test/helpers/terraform-cloud/trusting-fetch";
import { aServer, organization } from "../../test/helpers/terraform-cloud/workspace-rig";
import { gateFacts } from "./facts";
import { promotion } from "./promotion";

const production = environmentYaml
  .replace("account: shop", "account: shop\npromotedFrom: [staging]")
  .replaceAll("staging.example.com", "www.example.com")
  .replace("10.1.", "10.2.");

let folder: string;
let commit: string;

beforeEach(() => {
  folder = configurationFolder({
    "config/accounts/shop.yaml": accountYaml,
    "config/environments/staging.yaml": environmentYaml,
    "config/environments/production.yaml": production,
  });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], { cwd: folder });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "start");
  commit = git("rev-parse", "HEAD").toString().trim();
});

type PastRun = Pick<Run, "status" | "message"> & Partial<Run>;

/** What the check says of production where staging's workspace has had these runs, the newest last. */
async function proofAfter(...runs: readonly PastRun[]) {
  return proofThrough((fetch) => fetch, runs);
}

async function proofThrough(through: (fetch: typeof globalThis.fetch) => typeof fetch, runs: readonly PastRun[]) {
  const { standIn, person } = await aServer();
  const { hostname, certificate, database } = standIn;
  const workspace = standIn.addWorkspace(organization, "staging");
  for (const run of runs)
    database.tables.runs.push(aPastRun({ id: `run-${run.message}`, workspaceId: workspace.id, ...run }));
  const environment = {
    PATH: process.env.PATH,
    TF_CLOUD_HOSTNAME: hostname,
    HOME: "/nowhere",
    [`TF_TOKEN_${hostname}`]: person,
  };
  const toolbox = aToolbox({ projectRoot: folder, environment });
  const network = through(trustingFetch(certificate.certificate));
  const facts = gateFacts(environmentNamed(folder, "production"), toolbox, network);
  return promotion.prove(facts);
}

const other = "0".repeat(40);
const ran = (at: string) => `slipway run staging at commit ${at}`;

test("is proven where the commit is what was last applied", async () => {
  const earlier: PastRun = { status: "applied", message: ran(other) };
  expect(await proofAfter(earlier, { status: "applied", message: ran(commit) })).toEqual({
    verdict: "proven",
    because: `${commit} is what was last applied to staging`,
  });
});

test("is proven where the commit had nothing to change, and whatever was planned or discarded since", async () => {
  const proof = await proofAfter(
    { status: "applied", message: ran(other) },
    { status: "planned_and_finished", message: ran(commit) },
    { status: "planned_and_finished", message: "slipway plan staging", planOnly: true },
    { status: "planned_and_finished", message: "slipway gate staging" },
    { status: "discarded", message: ran(other) },
  );
  expect(proof).toMatchObject({ verdict: "proven" });
});

test("counts what a schedule has brought back, and what stood there before it was torn down", async () => {
  const teardown: PastRun = { status: "applied", message: "slipway teardown staging [cv-1]", isDestroy: true };
  const back = (at: string): PastRun => ({
    status: "applied",
    message: `slipway return staging at commit ${at} [cv-2]`,
  });
  const first: PastRun = { status: "applied", message: ran(commit) };
  expect(await proofAfter(first, teardown)).toMatchObject({ verdict: "proven" });
  expect(await proofAfter(first, teardown, back(commit))).toMatchObject({ verdict: "proven" });
  expect(await proofAfter(first, teardown, back(other))).toMatchObject({ verdict: "broken" });
  const byHand: PastRun = { ...teardown, message: "slipway teardown production" };
  expect(await proofAfter(first, { ...byHand, id: "run-by-hand" })).toMatchObject({ verdict: "broken" });
});

const began = { applying: "2026-11-21T00:00:00Z" };

test.each<[string, () => readonly PastRun[], string]>([
  ["nothing was applied", () => [], "no commit was, by slipway run"],
  ["the commit was planned only", () => [{ status: "planned", message: ran(commit) }], "no commit was, by slipway run"],
  [
    "a person applied by hand since",
    () => [
      { status: "applied", message: ran(commit) },
      { status: "applied", message: "by hand" },
    ],
    "no commit was, by slipway run",
  ],
  [
    "another commit was applied since",
    () => [
      { status: "applied", message: ran(commit) },
      { status: "applied", message: ran(other) },
    ],
    `the last one was ${other}`,
  ],
  [
    "another workspace has triggered a run since",
    () => [
      { status: "applied", message: ran(commit) },
      { status: "applied", message: "Triggered by a run in workspace network" },
    ],
    "no commit was, by slipway run",
  ],
  [
    "the commit was destroyed",
    () => [{ status: "applied", message: ran(commit), isDestroy: true }],
    "no commit was, by slipway run",
  ],
  [
    "the plan had changes that nobody could apply",
    () => [{ status: "planned_and_finished", message: ran(commit), hasChanges: true }],
    "no commit was, by slipway run",
  ],
  ...["errored", "canceled", "force_canceled"].map((status): [string, () => readonly PastRun[], string] => [
    `a later apply was ${status}`,
    () => [
      { status: "applied", message: ran(commit) },
      { id: "run-later", status, message: ran(other), timestamps: began },
    ],
    `its newest apply is ${status.replace("_", " ")}, https://HOST/app/shop-works/staging/runs/run-later`,
  ]),
  [
    "another commit is being applied",
    () => [
      { status: "applied", message: ran(commit) },
      { id: "run-later", status: "apply_queued", message: ran(other) },
    ],
    "its newest apply is apply queued, https://HOST/app/shop-works/staging/runs/run-later",
  ],
])("is broken where %s", async (_, runs, reason) => {
  const proof = JSON.parse(JSON.stringify(await proofAfter(...runs())).replaceAll(/localhost:\d+/g, "HOST"));
  expect(proof).toEqual({
    verdict: "broken",
    breaches: [
      {
        what: `${commit} was not applied to staging: ${reason}`,
        wayOut: "bring it there first: npx slipway run staging, and approve the run",
      },
    ],
  });
});

test("is broken where a plan that can never be applied calls itself a run", async () => {
  const planOnly: PastRun = { status: "planned_and_finished", message: ran(commit), planOnly: true };
  expect(await proofAfter(planOnly)).toMatchObject({ verdict: "broken" });
});

test("is proven although a later plan failed, and whatever lies between: no apply has begun", async () => {
  const later = ["errored", "canceled", "force_canceled", "policy_soft_failed", "discarded"];
  const runs = Array.from({ length: 120 }, (_, number): PastRun => {
    return { status: later[number % later.length] ?? "", message: `${ran(other)} ${number}` };
  });
  expect(await proofAfter({ status: "applied", message: ran(commit) }, ...runs)).toMatchObject({ verdict: "proven" });
});

test("cannot be proven where a run stands as this version does not know", async () => {
  const runs: readonly PastRun[] = [
    { status: "applied", message: ran(commit) },
    { status: "planning", message: ran(other) },
  ];
  await expect(proofThrough((fetch) => renaming(fetch, "planning", "zapped"), runs)).rejects.toThrow(
    /^a run is zapped, a status that this version does not know: https:/,
  );
});

test("cannot be proven with changes that no commit has", async () => {
  writeFileSync(`${folder}/config/note`, "not committed");
  expect(await proofAfter({ status: "applied", message: ran(commit) })).toEqual({
    verdict: "unproven",
    because: "this folder is no checkout of one commit: commit or undo what has changed",
  });
});

test.each([
  ["", ""],
  [
    "production: true\nnotPromotedBecause: the shop has no other environment yet\n",
    ": the shop has no other environment yet",
  ],
])("is proven where nothing comes before, with the reason that is written", async (settings, reason) => {
  const alone = `${settings}${production.replace("promotedFrom: [staging]\n", "").replace("minimumTasks: 1", "minimumTasks: 2")}`;
  writeFileSync(`${folder}/config/environments/production.yaml`, alone);
  expect(await proofAfter()).toEqual({
    verdict: "proven",
    because: `production waits for no other environment${reason}`,
  });
});
