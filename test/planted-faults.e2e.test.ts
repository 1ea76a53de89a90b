import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { partDesigned } from "../checks/designed-findings";
import type { Finding } from "../checks/finding";
import { rules } from "../checks/registry";
import { runRules } from "../checks/run-rules";
import { hasPassed, type ScanResult, scanStacks } from "../checks/scan-stacks";
import { runCheckov } from "../checks/scanners/checkov";
import type { ScannerProgram, StackJson } from "../checks/scanners/scanner";
import { runTfsec } from "../checks/scanners/tfsec";
import { seenFindings } from "../checks/seen-finding";
import { joinTemplates, parseTemplate } from "../checks/template";
import { loadAcceptedRisks } from "../config/accepted-risks";
import { synthesizeForScan } from "../delivery/synthesize-for-cloud";
import type { Design } from "../model/design";
import { isObject, parseJson } from "../model/json";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import { withLearnedBlocks } from "../rehearsal/learn-blocks";
import { Shutdown } from "../running/shutdown";
import { cacheFolder } from "../running/tools/cache-folder";
import { checkovModule, findCheckov } from "../running/tools/checkov";
import { findTfsec } from "../running/tools/tfsec";
import { officialReleaseHosts, type Toolbox } from "../running/tools/toolbox";
import { fixtureFolder, smallStaging } from "./helpers/fixtures";
import { checkovFaults } from "./helpers/planted-faults/checkov";
import { dataFaults } from "./helpers/planted-faults/data";
import { ingressFaults } from "./helpers/planted-faults/ingress";
import { networkFaults } from "./helpers/planted-faults/network";
import { permissionFaults } from "./helpers/planted-faults/permissions";
import { added, type PlantedFault } from "./helpers/planted-faults/planting";
import { taskFaults } from "./helpers/planted-faults/tasks";

const plantedFaults = [...networkFaults, ...ingressFaults, ...taskFaults, ...dataFaults, ...permissionFaults];

const shutdown = new Shutdown(() => {});
let programs = { tfsec: "", checkov: "" };
let stacks: readonly StackJson[] = [];
let unchanged: ScanResult;
let designs: readonly Design[] = [];
let plans: readonly EnvironmentPlan[] = [];

beforeAll(async () => {
  programs = { tfsec: await findTfsec(toolbox()), checkov: await findCheckov(toolbox()) };
  const synthesized = synthesizeForScan(smallStaging(), [], temporaryFolder());
  stacks = synthesized.stacks;
  unchanged = await scanStacks({
    ...synthesized,
    environments: ["staging", "account-shop"],
    production: false,
    acceptedRisks: loadAcceptedRisks(fixtureFolder("small")),
    today: "2026-11-21",
    scanners: { tfsec: tfsec(), checkov: checkov() },
  });
  ({ designs, plans } = synthesized);
});
afterAll(() => shutdown.finish());

function toolbox(): Toolbox {
  const context = { environment: process.env, projectRoot: process.cwd(), say: () => {} };
  return { ...context, cache: cacheFolder(process.env), shutdown, releaseHosts: officialReleaseHosts };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "slipway-planted-"));
  shutdown.own(folder);
  return folder;
}

function tfsec(): ScannerProgram {
  return scanner(programs.tfsec);
}

function checkov(): ScannerProgram {
  return scanner(programs.checkov, checkovModule);
}

function scanner(program: string, leading: readonly string[] = []): ScannerProgram {
  const run: ScannerProgram["run"] = (command, args) =>
    shutdown.children.run(command, [...leading, ...args], { env: process.env });
  return { program, run, workFolder: temporaryFolder() };
}

/** The environment's stacks with faults in them. */
function planted(...faults: readonly PlantedFault[]): readonly StackJson[] {
  return stacks.map(({ name, text }) => {
    const json = parseJson(text);
    if (!isObject(json)) throw new Error(`${name} is not an object`);
    const changes = faults.filter(({ stack }) => stack === name);
    return { name, text: JSON.stringify(changes.reduce((stack, { plant }) => plant(stack), json)) };
  });
}

/** What is said of the changed stack, but for what is meant. tfsec is asked only where it must find the fault. */
async function newFindings(fault: PlantedFault): Promise<readonly Finding[]> {
  const changed = planted(fault);
  const template = joinTemplates(changed.map(({ text }) => parseTemplate(text)));
  const scanned = changed.filter(({ name }) => name === fault.stack && fault.foundBy.scanner === "tfsec");
  const reports = await Promise.all(scanned.map((stack) => runTfsec(tfsec(), stack)));
  const all = [...runRules(template, plans), ...reports.flatMap(({ findings }) => findings)];
  return partDesigned(seenFindings(all, template), designs).findings;
}

describe("a fault planted in the staging stacks", () => {
  test.each(plantedFaults)("is found: $title", async (fault) => {
    expect(await newFindings(fault)).toContainEqual(expect.objectContaining(fault.foundBy));
  });

  test("is found by checkov where no other looks", async () => {
    const { findings, failures } = await runCheckov(checkov(), planted(...checkovFaults));
    expect(failures).toEqual([]);
    const before = new Set(unchanged.designed.map(({ finding }) => `${finding.rule} ${finding.address}`));
    const found = findings.filter(({ rule, address }) => !before.has(`${rule} ${address}`)).map(({ rule }) => rule);
    for (const { title, foundBy } of checkovFaults) expect(found, title).toContain(foundBy.rule);
  });

  test("is found in a type that no construct makes", async () => {
    const body = {
      ami: "ami-0123456789abcdef0",
      instance_type: "t3.micro",
      metadata_options: { http_tokens: "optional" },
    };
    const host = { title: "a host", stack: "staging", plant: added("aws_instance", body) } as const;
    const shown = await withLearnedBlocks(planted({ ...host, foundBy: { scanner: "tfsec", rule: "" } }), toolbox());
    const reports = await Promise.all(shown.map((stack) => runTfsec(tfsec(), stack)));
    expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
    expect(reports.flatMap(({ findings }) => findings)).toContainEqual(
      expect.objectContaining({ rule: "aws-ec2-enforce-http-token-imds", address: "aws_instance.planted" }),
    );
  });

  test("is there for each of our own rules", () => {
    const found = plantedFaults
      .filter(({ foundBy }) => foundBy.scanner === "slipway")
      .map(({ foundBy }) => foundBy.rule);
    expect([...new Set(found)].sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});

test("the staging stacks without a planted fault have no unaccepted finding", () => {
  expect(unchanged).toMatchObject({ findings: [], problems: [], failures: [] });
  expect(hasPassed(unchanged)).toBe(true);
  expect(unchanged.passedChecks.tfsec).toBeGreaterThanOrEqual(70);
  expect(unchanged.passedChecks.checkov).toBeGreaterThanOrEqual(120);
});

test("a second environment like the first, in the same account, with ten secrets in a service, needs no ledger entry", async () => {
  const first = smallStaging();
  const secrets = Object.fromEntries(
    [..."abcdefghij"].map((letter) => [`KEY_${letter.toUpperCase()}`, `key-${letter}`]),
  );
  const services = Object.entries(first.services).map(([name, service]) => [name, { ...service, secrets }]);
  const second = { ...first, name: "preview", namePrefix: "shop-preview", services: Object.fromEntries(services) };
  const result = await scanStacks({
    ...synthesizeForScan(second, [first], temporaryFolder()),
    environments: ["preview", "account-shop"],
    production: false,
    acceptedRisks: [],
    today: "2026-11-21",
    scanners: { tfsec: tfsec(), checkov: checkov() },
  });
  expect(result).toMatchObject({ findings: [], problems: [], failures: [], accepted: [] });
  expect(hasPassed(result)).toBe(true);
});
