import { join, relative } from "node:path";
import { Command } from "commander";
import { loadEnvironment } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { environmentNames } from "./environment-names";
import { closingTable } from "./rehearsal/closing-table";
import { keptHints, nextSteps } from "./rehearsal/next-steps";
import { type Progress, progressOn } from "./rehearsal/progress";
import type { FinishedRehearsal } from "./rehearsal/rehearse";
import { exitCodeOf } from "./rehearsal/result";
import { withToolbox } from "./session";
import type { Surroundings } from "./surroundings";

interface Flags {
  readonly keep: boolean;
  readonly destroy: boolean;
  readonly json: boolean;
}

/** Applies an environment to an AWS emulator on this machine, and destroys it again. */
export function rehearseCommand(surroundings: Surroundings): Command {
  return new Command("rehearse")
    .description("apply an environment to an AWS emulator on this machine, plan again, read back, destroy")
    .argument("[name]", "environment; without it, those that exist are listed")
    .option("--keep", "leave the emulator up for a look", false)
    .option("--no-destroy", "leave the resources in the emulator")
    .option("--json", "one machine-readable document on standard output, progress on standard error", false)
    .action((name: string | undefined, flags: Flags) =>
      name === undefined ? listEnvironments(surroundings) : run(name, flags, surroundings),
    );
}

function listEnvironments({ projectRoot, stdout }: Surroundings): void {
  const lines = environmentNames(projectRoot).map((name) => `  npx slipway rehearse ${name}`);
  stdout.write(["Environments that can be rehearsed:", ...lines, ""].join("\n"));
}

async function run(name: string, flags: Flags, surroundings: Surroundings): Promise<void> {
  const { projectRoot, stdout, stderr } = surroundings;
  const progress = progressOn(flags.json ? stderr : stdout, surroundings.environment);
  try {
    const environment = checkedEnvironment(name, projectRoot, progress);
    // Loaded late: AWS clients and cdktf would slow every other verb down.
    const { rehearse } = await import("./rehearsal/rehearse");
    const finished = await withToolbox(surroundings, progress.print, (toolbox) =>
      rehearse(environment, flags, toolbox, progress),
    );
    progress.close();
    report(finished, flags, surroundings);
    process.exitCode = exitCodeOf(finished.result.outcome);
  } finally {
    progress.close();
  }
}

function checkedEnvironment(name: string, projectRoot: string, progress: Progress): Environment {
  const start = performance.now();
  const [environment] = loadEnvironment(projectRoot, name).environments;
  if (environment === undefined) throw new Error(`${name} was loaded without its environment`);
  const seconds = (performance.now() - start) / 1000;
  progress.finished({ title: "check the configuration", outcome: "passed", seconds, details: [], reasons: [] });
  return environment;
}

function report(
  { rehearsal, result }: FinishedRehearsal,
  { keep, json }: Flags,
  { projectRoot, stdout }: Surroundings,
): void {
  const { environment, emulator, folder, logFolder } = rehearsal;
  const endpoint = emulator.orNothing?.endpoint;
  const lines = json
    ? [JSON.stringify(result, null, 2)]
    : [
        ...closingTable(result),
        ...(result.outcome === "failed" ? [`terraform's output is in ${relative(projectRoot, logFolder)}`] : []),
        ...(keep && endpoint !== undefined
          ? ["", ...keptHints(environment, endpoint, relative(projectRoot, join(folder.local, "aws-config")))]
          : []),
        ...(result.outcome === "passed" ? ["", ...nextSteps(environment)] : []),
      ];
  stdout.write(`${lines.join("\n")}\n`);
}
