import { execFile } from "node:child_process";
import { readFileSync, symlinkSync } from "node:fs";
import { resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadEnvironment } from "../config/load";
import { type EnvironmentPlan, planEnvironment } from "../model/plan/environment-plan";
import { readBack } from "../rehearsal/read-back";
import { differences } from "../rehearsal/read-back/table";
import { ProjectCopy } from "./helpers/project-copy";
import { tamperings, tamperWithEverything } from "./helpers/tamperings/tamper";

/** `npx cdktf deploy` on the local target, as a person types it, against an emulator that stays up. */
const project = new ProjectCopy();

interface Ended {
  readonly exitCode: number;
  readonly output: string;
}

function run(program: string, args: readonly string[]): Promise<Ended> {
  // Another test may fill cdktf's shared cache of providers at the same moment.
  const own = { SLIPWAY_TARGET: "local", CHECKPOINT_DISABLE: "1", CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1" };
  const environment = { ...process.env, ...own };
  return new Promise((ended) => {
    execFile(program, [...args], { cwd: project.folder, env: environment }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : Number(error.code ?? 1);
      ended({ exitCode, output: stripVTControlCharacters(`${stdout}${stderr}`) });
    });
  });
}

const slipway = (...args: readonly string[]) => run(process.execPath, ["cli/slipway.cjs", ...args]);
const deploy = (stack: string) => run("node_modules/.bin/cdktf", ["deploy", stack, "--auto-approve"]);

/**
 * Terraform's own answer in the folder that cdktf prepared: on a busy machine cdktf ends before it has printed the last
 * of what Terraform said.
 */
async function planErrors(): Promise<readonly string[]> {
  const folder = `-chdir=${project.path("cdktf.out/stacks/staging")}`;
  const { output } = await run("terraform", [folder, "plan", "-no-color", "-input=false"]);
  return output.replaceAll(/[│╷╵]/g, "").replaceAll(/\s+/g, " ").split(" Error: ").slice(1);
}

let plan: EnvironmentPlan;

beforeAll(async () => {
  symlinkSync(resolve("emulator"), project.path("emulator"));
  const [staging] = loadEnvironment(project.folder, "staging").environments;
  if (staging === undefined) throw new Error("staging is missing");
  plan = planEnvironment(staging);
  expect(await slipway("emulator", "start", "staging")).toMatchObject({ exitCode: 0 });
});

afterAll(async () => {
  await slipway("emulator", "stop");
  project.dispose();
});

describe("cdktf deploy staging on the local target, offline and without further flags", () => {
  test("stops at plan with one sentence where the base stack is not applied", async () => {
    expect((await deploy("staging")).exitCode).toBe(1);
    expect(await planErrors()).toEqual([
      expect.stringContaining(
        "staging-base is not applied yet, or lacks a service; apply it first: npx cdktf deploy staging-base",
      ),
    ]);
  });

  test("stops at plan with one sentence where no image was released", async () => {
    expect((await deploy("account-shop")).output).toContain("Apply complete!");
    expect((await deploy("staging-base")).output).toContain("Apply complete!");
    expect((await deploy("staging")).exitCode).toBe(1);
    expect(await planErrors()).toEqual([
      expect.stringContaining(
        "service agent of staging has no image yet; push one and write its digest (sha256:...) to the parameter /shop-staging/image-digests/agent",
      ),
    ]);
  });

  test("applies the environment, and changes nothing the second time", async () => {
    expect(await slipway("emulator", "release", "staging")).toMatchObject({ exitCode: 0 });
    const { exitCode, output } = await deploy("staging");
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.stringContaining("Apply complete!") });
    expect(output).toContain("https://staging.example.com");
    expect((await deploy("staging")).output).toContain("No changes.");
  });
});

/** Types of the resources that the next plan of a stack changes. */
async function plannedChanges(stack: string): Promise<readonly string[]> {
  const folder = `-chdir=${project.path(`cdktf.out/stacks/${stack}`)}`;
  const { output } = await run("terraform", [folder, "plan", "-json", "-input=false"]);
  return [...output.matchAll(/"resource_type":"([a-z0-9_]+)"[^\n]*"type":"planned_change"/g)].flatMap(
    ([, type]) => type ?? [],
  );
}

describe("the applied environment", () => {
  const byPlan = tamperings.flatMap((tampering) =>
    tampering.detectedBy === "plan" ? [[tampering.changes, tampering.title] as const] : [],
  );
  const byTable = tamperings.flatMap(({ detectedBy, title }) =>
    detectedBy === "plan" ? [] : [[detectedBy, title] as const],
  );
  let endpoint: string;
  let promised: readonly string[];
  let told: ReadonlyMap<string, readonly string[]>;
  let found: readonly string[];
  let planned: readonly string[];
  const reported = async () => (await readBack({ plan, others: [] }, endpoint)).flatMap(differences);

  beforeAll(async () => {
    const profile = readFileSync(project.path(".slipway/local/aws-config"), "utf8");
    endpoint = /^endpoint_url = (.*)$/m.exec(profile)?.[1] ?? "";
    promised = await reported();
    told = await tamperWithEverything(plan, endpoint);
    found = await reported();
    planned = [...(await plannedChanges("staging-base")), ...(await plannedChanges("staging"))];
  });

  test("is found to be what its plan promises", () => {
    expect(promised).toEqual([]);
  });

  test.each(byTable)("shows in the table of %s: %s", (_table, title) => {
    expect(told.get(title)).not.toEqual([]);
    expect(found).toEqual(expect.arrayContaining([...(told.get(title) ?? [])]));
  });

  test.each(byPlan)("shows by a change of %s in the next plan: %s", (type) => {
    expect(planned).toContain(type);
  });

  test("shows nothing else in the tables", () => {
    expect([...found].sort()).toEqual([...new Set([...told.values()].flat())].sort());
  });
});
