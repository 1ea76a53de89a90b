import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Scanners, type ScanResult, scanStacks } from "../checks/scan-stacks";
import type { RunProgram, ScannerProgram } from "../checks/scanners/scanner";
import { loadAcceptedRisks } from "../config/accepted-risks";
import { loadConfiguration } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { synthesizeForScan } from "../delivery/synthesize-for-cloud";
import { accountStackName } from "../model/stack-names";
import { temporaryRunFolder } from "../running/run-folder";
import { checkovModule, findCheckov } from "../running/tools/checkov";
import { findTfsec } from "../running/tools/tfsec";
import type { Toolbox } from "../running/tools/toolbox";
import { findTrivy } from "../running/tools/trivy";
import { acceptedBefore } from "./accepted-before";
import { withLearnedBlocks } from "./learn-blocks";

export interface ScannerPrograms {
  readonly tfsec: string;
  /** The python that has it. */
  readonly checkov: string;
  readonly trivy?: string;
}

/** @throws Unavailable where tfsec or checkov cannot be had */
export async function findScanners(toolbox: Toolbox): Promise<ScannerPrograms> {
  const [tfsec, checkov] = await Promise.all([findTfsec(toolbox), findCheckov(toolbox)]);
  return { tfsec, checkov, trivy: findTrivy(toolbox) };
}

/**
 * Scans the stacks as the cloud gets them: what a rehearsal leaves out, such as the validation of tokens, is what the
 * rules ask for.
 *
 * @param today decides which accepted risks have expired, such as 2026-11-21
 */
export async function scanEnvironment(
  environment: Environment,
  programs: ScannerPrograms,
  toolbox: Toolbox,
  today: string,
): Promise<ScanResult> {
  const risks = loadAcceptedRisks(toolbox.projectRoot);
  const folder = temporaryRunFolder(toolbox.shutdown);
  const scanners = scannersIn(folder.root, programs, toolbox);
  const accountStack = accountStackName(environment.account.name);
  const scanned = [environment.name, accountStack];
  // Of what environments share, an entry may be needed by another's part alone.
  const isShared = risks.some((risk) => risk.environment === accountStack);
  const others = isShared ? loadConfiguration(toolbox.projectRoot).environments : [];
  const made = synthesizeForScan(environment, others, folder.output);
  const result = await scanStacks({
    ...made,
    stacks: await withLearnedBlocks(made.stacks, toolbox),
    environments: scanned,
    production: environment.production,
    acceptedRisks: risks,
    today,
    scanners,
  });
  toolbox.shutdown.remove(folder.root);
  return { ...result, acceptedBefore: acceptedBefore(toolbox.projectRoot, scanned) };
}

function scannersIn(folder: string, { tfsec, checkov, trivy }: ScannerPrograms, toolbox: Toolbox): Scanners {
  const inFolder = (name: string, program: string, leading: readonly string[] = []): ScannerProgram => {
    const workFolder = join(folder, name);
    mkdirSync(workFolder);
    const run: RunProgram = (command, args) =>
      toolbox.shutdown.children.run(command, [...leading, ...args], { env: toolbox.environment });
    return { program, run, workFolder };
  };
  return {
    tfsec: inFolder("tfsec", tfsec),
    checkov: inFolder("checkov", checkov, checkovModule),
    ...(trivy === undefined ? {} : { trivy: inFolder("trivy", trivy) }),
  };
}
