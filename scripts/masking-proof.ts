import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { hasPassed, type Scanners, type ScanResult, scanStacks } from "../checks/scan-stacks";
import type { ScannerProgram } from "../checks/scanners/scanner";
import type { Environment } from "../config/schema/environment";
import { type ScannedStacks, synthesizeForScan } from "../delivery/synthesize-for-cloud";
import { findScanners, type ScannerPrograms } from "../rehearsal/scan-environment";
import { temporaryRunFolder } from "../running/run-folder";
import { Shutdown } from "../running/shutdown";
import { cacheFolder } from "../running/tools/cache-folder";
import { checkovModule } from "../running/tools/checkov";
import { officialReleaseHosts, type Toolbox } from "../running/tools/toolbox";
import { fixture, fixtureNames } from "../test/helpers/fixtures";
import { type MaskingAttempt, maskingAttempts, withAttempts } from "../test/helpers/masking/attempts";

const shutdown = new Shutdown(() => {});
const toolbox: Toolbox = {
  environment: process.env,
  projectRoot: process.cwd(),
  say: console.error,
  cache: cacheFolder(process.env),
  shutdown,
  releaseHosts: officialReleaseHosts,
};

/** Plants seeded additions where findings are meant, and tells which of them a scan reports. */
async function prove(): Promise<void> {
  const [seed = "1", count = "200"] = process.argv.slice(3);
  const programs = await findScanners(toolbox);
  const environments = fixtureNames.flatMap((name) => fixture(name).environments);
  const totals = { attempts: 0, reported: 0, byPlace: 0 };
  for (const [index, environment] of environments.entries()) {
    const share = Math.ceil((Number(count) - totals.attempts) / (environments.length - index));
    const { reported, byPlace, hidden } = await plantIn(environment, programs, { seed: Number(seed), count: share });
    totals.attempts += share;
    totals.reported += reported;
    totals.byPlace += byPlace;
    console.log(`${environment.name}: ${reported} of ${share} reported, ${byPlace} of them by rule and place alone`);
    for (const title of hidden) console.log(`  hidden: ${title}`);
  }
  const { attempts, reported, byPlace } = totals;
  console.log(
    `${reported} of ${attempts} masking attempts reported, ${byPlace} by rule and place alone (seed ${seed})`,
  );
  process.exitCode = reported === attempts ? 0 : 1;
  await shutdown.finish();
}

async function plantIn(
  environment: Environment,
  programs: ScannerPrograms,
  choice: { readonly seed: number; readonly count: number },
) {
  const made = synthesizeForScan(environment, [], temporaryRunFolder(shutdown).output);
  const unchanged = await scanned(environment, made, programs);
  if (!hasPassed(unchanged)) throw new Error(`${environment.name} does not pass its scan unchanged`);
  const known = new Set(pairsOf(unchanged));
  const places = [...new Set(unchanged.designed.map(({ finding }) => finding.constructPath))];
  const hidden: string[] = [];
  let byPlace = 0;
  for (const batch of batches(maskingAttempts(made.stacks, places, choice))) {
    const stacks = withAttempts(made.stacks, batch);
    const result = await scanned(environment, { ...made, stacks }, programs);
    if (result.failures.length > 0) throw new Error(result.failures.map(({ message }) => message).join("; "));
    const reported = new Set(result.findings.map(({ constructPath }) => constructPath));
    hidden.push(...batch.filter(({ constructPath }) => !reported.has(constructPath)).map(({ title }) => title));
    const pairs = pairsOf(result).filter((pair) => !known.has(pair));
    byPlace += batch.filter(({ constructPath }) => pairs.some((pair) => pair.endsWith(` ${constructPath}`))).length;
  }
  return { reported: choice.count - hidden.length, byPlace, hidden };
}

/** What a scan would say that accepts by rule and place. */
function pairsOf({ findings, designed }: ScanResult): readonly string[] {
  return [...findings, ...designed.map(({ finding }) => finding)].map(
    ({ rule, constructPath }) => `${rule} ${constructPath}`,
  );
}

/** One attempt at a place in each. */
function batches(attempts: readonly MaskingAttempt[]): readonly (readonly MaskingAttempt[])[] {
  const all: MaskingAttempt[][] = [];
  for (const attempt of attempts) {
    const free = all.find((batch) => !batch.some(({ constructPath }) => constructPath === attempt.constructPath));
    if (free === undefined) all.push([attempt]);
    else free.push(attempt);
  }
  return all;
}

function scanned(environment: Environment, made: ScannedStacks, programs: ScannerPrograms): Promise<ScanResult> {
  const { root } = temporaryRunFolder(shutdown);
  const inFolder = (name: string, program: string, leading: readonly string[] = []): ScannerProgram => {
    const workFolder = join(root, name);
    mkdirSync(workFolder);
    const run: ScannerProgram["run"] = (command, args) =>
      shutdown.children.run(command, [...leading, ...args], { env: process.env });
    return { program, run, workFolder };
  };
  const scanners: Scanners = {
    tfsec: inFolder("tfsec", programs.tfsec),
    checkov: inFolder("checkov", programs.checkov, checkovModule),
  };
  return scanStacks({
    ...made,
    environments: [environment.name],
    production: environment.production,
    acceptedRisks: [],
    today: "2026-11-22",
    scanners,
  });
}

void prove();
