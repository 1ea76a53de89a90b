import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildApp } from "../app";
import { judgeableRisks } from "../checks/accepted-risks";
import { type ScanResult, scanStacks } from "../checks/scan-stacks";
import type { StackJson } from "../checks/scanners/tfsec";
import { joinTemplates, parseTemplate } from "../checks/template";
import { loadAcceptedRisks } from "../config/accepted-risks";
import type { Environment } from "../config/schema/environment";
import { accountStackName, stackNames } from "../model/stack-names";
import { temporaryRunFolder } from "./rehearsal/run-folder";
import { findTfsec } from "./tools/tfsec";
import type { Toolbox } from "./tools/toolbox";

/**
 * Scans the stacks as the cloud gets them: what a rehearsal leaves out, such as the validation of tokens, is what the
 * rules ask for.
 *
 * @param today decides which accepted risks have expired, such as 2026-11-21
 * @throws Unavailable where tfsec cannot be had
 */
export async function scanEnvironment(environment: Environment, toolbox: Toolbox, today: string): Promise<ScanResult> {
  const risks = loadAcceptedRisks(toolbox.projectRoot);
  const program = await findTfsec(toolbox);
  const folder = temporaryRunFolder(toolbox.shutdown);
  const { children } = toolbox.shutdown;
  const stacks = synthesizeForCloud(environment, folder.output);
  const accountStack = accountStackName(environment.account.name);
  const { resources } = joinTemplates(stacks.map(({ text }) => parseTemplate(text)));
  const result = await scanStacks({
    stacks,
    environments: [environment.name, accountStack],
    acceptedRisks: judgeableRisks(risks, accountStack, resources),
    today,
    tfsec: {
      program,
      run: (command, args) => children.run(command, args, { env: toolbox.environment }),
      workFolder: folder.root,
    },
  });
  toolbox.shutdown.remove(folder.root);
  return result;
}

/** The three stacks of an environment, in a folder of the caller. */
export function synthesizeForCloud(environment: Environment, outdir: string): readonly StackJson[] {
  const configuration = { accounts: [environment.account], environments: [environment] };
  buildApp(configuration, { outdir, target: { kind: "cloud" } }).synth();
  return stackNames(environment).map((name) => ({
    name,
    text: readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8"),
  }));
}
