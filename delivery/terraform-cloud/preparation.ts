import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildApp } from "../../app";
import { loadConfiguration } from "../../config/load";
import type { Environment } from "../../config/schema/environment";
import { scheduleArchive } from "../../running/function-archive";
import { temporaryFolder } from "../../running/run-folder";
import type { Toolbox } from "../../running/tools/toolbox";
import { copyLockFiles, lockFileWarnings } from "../locking/lock-files";
import { type TerraformCloudClient, terraformCloudClient } from "./client";
import { configurationArchive } from "./configuration";
import { terraformCloudToken } from "./credentials";
import { terraformCloudHost } from "./hostname";
import { currentCommit, type RunVerb, runMessage } from "./run-message";
import type { StackRunRequest } from "./stack-run";

/** What runs of an environment's stacks are made from, before the server is asked for anything. */
export interface Preparation {
  readonly client: TerraformCloudClient;
  readonly requests: readonly StackRunRequest[];
  readonly warnings: readonly string[];
}

/**
 * Synthesizes anew, so that nothing in `cdktf.out` can be older than the configuration, and the whole tree: the account's
 * stack holds what all of its environments need.
 *
 * @throws UserError where there is no token; ConfigurationError where any file is faulty
 */
export async function prepareRuns(
  verb: RunVerb,
  { environment, stacks }: { readonly environment: Environment; readonly stacks: readonly string[] },
  toolbox: Toolbox,
): Promise<Preparation> {
  const { terraformCloud } = environment.account;
  const hostname = terraformCloudHost(terraformCloud, toolbox.environment);
  const client = terraformCloudClient({ hostname, token: terraformCloudToken(hostname, toolbox.environment) });
  const outdir = join(temporaryFolder(toolbox.shutdown), "cdktf.out");
  const functionArchive = () => scheduleArchive(toolbox.projectRoot);
  buildApp(loadConfiguration(toolbox.projectRoot), { outdir, target: { kind: "cloud" }, functionArchive }).synth();
  copyLockFiles(toolbox.projectRoot, outdir);
  const commit = await currentCommit(toolbox.shutdown.children, toolbox.projectRoot, toolbox.environment);
  const message = runMessage(verb, environment.name, commit);
  const requests = stacks.map(async (stack) => {
    const folder = join(outdir, "stacks", stack);
    if (verb === "gate") writeFileSync(join(folder, "gate_probe.tf.json"), JSON.stringify(somethingToChange));
    return {
      stack,
      terraformCloud,
      planOnly: verb === "plan",
      triesGate: verb === "gate",
      isDestroy: verb === "teardown",
      message,
      configuration: await configurationArchive(folder),
    };
  });
  return {
    client,
    requests: await Promise.all(requests),
    warnings: lockFileWarnings(toolbox.projectRoot, [environment]),
  };
}

/**
 * A run without changes never gets to the gate, and `allow-empty-apply` takes it through: "empty apply runs will always
 * auto-apply if their plan contains no changes" (documentation, Run Modes and Options). An output changes nothing in AWS.
 */
const somethingToChange = { output: { slipway_gate_probe: { value: "a run that has to stop at the gate" } } };
