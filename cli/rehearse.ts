import { join, relative } from "node:path";
import { Command } from "commander";
import { loadAcceptedRisks } from "../config/accepted-risks";
import { loadApprovedLosses } from "../config/approved-losses";
import { environmentNamed } from "../config/environment-named";
import { environmentNames } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { environmentWarnings } from "../config/warnings";
import { andList } from "../model/wording";
import { type ChangeSource, changeSource } from "../rehearsal/change/change-source";
import { keptHints, nextSteps } from "../rehearsal/next-steps";
import { mermaidPicture } from "../rehearsal/read-back/picture";
import type { FinishedRehearsal } from "../rehearsal/rehearse";
import type { RehearsalResult } from "../rehearsal/result";
import { type Progress, progressOn } from "../running/progress";
import { type FinishedStep, overallOutcome } from "../running/run-stages";
import { exitCodes, UserError } from "../running/user-error";
import { assertWritable, writeWhole } from "../running/write-whole";
import { closingTable } from "./closing-table";
import type { CommandContext } from "./command-context";
import { withToolbox } from "./session";

interface Flags {
  readonly keep: boolean;
  readonly destroy: boolean;
  readonly json: boolean;
  readonly picture?: string;
  readonly from?: string;
}

/** Applies an environment to an AWS emulator on this machine, and destroys it again. */
export function rehearseCommand(context: CommandContext): Command {
  return new Command("rehearse")
    .description("apply an environment to an AWS emulator on this machine, plan again, read back, destroy")
    .argument(
      "[names...]",
      "environment, or several of one account, side by side in it; without, those that exist are listed",
    )
    .option("--keep", "leave the emulator up for a look", false)
    .option("--no-destroy", "leave the resources in the emulator")
    .option("--json", "one machine-readable document on standard output, progress on standard error", false)
    .option(
      "--from <state>",
      "rehearse the change from there: a commit, branch or tag of git, or a folder with a config/",
    )
    .option("--picture <file>", "who reaches whom, as a Mermaid flowchart")
    .action(([name, ...others]: readonly string[], flags: Flags) => {
      if (name === undefined) return listEnvironments(context);
      return others.length === 0 ? run(name, flags, context) : runTogether([name, ...others], flags, context);
    });
}

function listEnvironments({ projectRoot, stdout }: CommandContext): void {
  const lines = environmentNames(projectRoot).map((name) => `  npx slipway rehearse ${name}`);
  stdout.write(["Environments that can be rehearsed:", ...lines, ""].join("\n"));
}

async function run(name: string, flags: Flags, context: CommandContext): Promise<void> {
  const { projectRoot, stdout, stderr } = context;
  const progress = progressOn(flags.json ? stderr : stdout, context.environment);
  try {
    if (flags.picture !== undefined) assertWritable(flags.picture);
    const environment = checkedEnvironment(name, projectRoot, progress);
    const change = flags.from === undefined ? undefined : checkedChange(flags.from, name, projectRoot);
    // Loaded late: AWS clients and cdktf would slow every other verb down.
    const { rehearse } = await import("../rehearsal/rehearse");
    const finished = await withToolbox(context, progress.print, (toolbox) =>
      rehearse({ environment, change }, flags, toolbox, progress),
    );
    progress.close();
    report(finished, flags, context);
    if (flags.picture !== undefined) draw(flags.picture, finished.result, context);
    process.exitCode = exitCodes[finished.result.outcome];
  } finally {
    progress.close();
  }
}

/** One after the other they could not show that neither reaches what belongs to another. */
async function runTogether(names: readonly string[], flags: Flags, context: CommandContext): Promise<void> {
  const { projectRoot, stdout, stderr } = context;
  const alone = Object.entries({ "--keep": flags.keep, "--from": flags.from, "--picture": flags.picture });
  const [option] = alone.find(([, value]) => value !== undefined && value !== false) ?? [];
  if (option !== undefined) throw new UserError(`${option} is of one environment; name it alone`);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UserError(`${twice} is named twice; name it once`);
  const progress = progressOn(flags.json ? stderr : stdout, context.environment);
  try {
    const environments = names.map((name) => checkedEnvironment(name, projectRoot, progress));
    const accounts = [...new Set(environments.map(({ account }) => account.name))];
    if (accounts.length > 1) {
      throw new UserError(
        `an emulator is one account, and these are in ${andList(accounts)}; rehearse those of one account`,
      );
    }
    const { rehearseTogether } = await import("../rehearsal/rehearse");
    const finished = await withToolbox(context, progress.print, (toolbox) =>
      rehearseTogether(environments, flags, toolbox, progress),
    );
    progress.close();
    const results = finished.map(({ result }) => result);
    stdout.write(
      flags.json ? `${JSON.stringify(results, null, 2)}\n` : `${results.flatMap(closingTable).join("\n")}\n`,
    );
    process.exitCode = exitCodes[overallOutcome(results.flatMap(({ steps }) => steps))];
  } finally {
    progress.close();
  }
}

/** Before anything is started, with all files that a rehearsal reads. */
export function checkedEnvironment(
  name: string,
  projectRoot: string,
  progress: Pick<Progress, "finished">,
): Environment {
  const start = performance.now();
  const environment = environmentNamed(projectRoot, name);
  loadAcceptedRisks(projectRoot);
  const seconds = (performance.now() - start) / 1000;
  progress.finished(configurationCheck(environment, seconds));
  return environment;
}

/** As early, with the file that a plan is judged by. */
function checkedChange(from: string, name: string, projectRoot: string): ChangeSource {
  loadApprovedLosses(projectRoot);
  return changeSource(from, name, projectRoot);
}

export function configurationCheck(environment: Environment, seconds: number): FinishedStep {
  const details = environmentWarnings(environment).map((warning) => `warning: ${warning}`);
  return { title: "check the configuration", outcome: "passed", seconds, details, reasons: [] };
}

function draw(file: string, { tables }: RehearsalResult, { stderr }: CommandContext): void {
  const network = tables.find(({ table }) => table === "network");
  if (network === undefined) stderr.write(`${file} is not written: the network was not read back\n`);
  else writeWhole(file, mermaidPicture(network.rows));
}

function report(
  { rehearsal, result }: FinishedRehearsal,
  { keep, destroy, json }: Flags,
  { projectRoot, stdout }: CommandContext,
): void {
  const { environment, emulator, folder, logFolder, destroyed } = rehearsal;
  const endpoint = emulator.orNothing?.endpoint;
  const kept = {
    folder: relative(projectRoot, join(folder.local, "aws-config")),
    destroyed: destroyed.orNothing === true,
  };
  const lines = json
    ? [JSON.stringify(result, null, 2)]
    : [
        ...closingTable(result),
        ...(destroy ? [] : ["terraform destroy was left out, as --no-destroy asks"]),
        ...(result.outcome === "failed" ? [`terraform's output is in ${relative(projectRoot, logFolder)}`] : []),
        ...(keep && endpoint !== undefined ? ["", ...keptHints(environment, { ...kept, endpoint })] : []),
        ...(result.outcome === "passed" ? ["", ...nextSteps(rehearsal.plan)] : []),
      ];
  stdout.write(`${lines.join("\n")}\n`);
}
