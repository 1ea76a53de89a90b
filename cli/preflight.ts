import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import type { CommandContext } from "./command-context";
import { preflightDocument, preflightExitCode, preflightText } from "./preflight-report";

interface Flags {
  readonly allowUntold: boolean;
  readonly json: boolean;
}

/** A look at AWS before a deployment; changes nothing. */
export function preflightCommand(context: CommandContext): Command {
  return new Command("preflight")
    .description("look whether AWS holds all that applying the runtime stack needs; changes nothing")
    .argument("<name>", "environment")
    .option("--allow-untold", "exit 0 where nothing is missing, even if something cannot be told", false)
    .option("--json", "one machine-readable document on standard output", false)
    .addHelpText(
      "after",
      "\nLooks for the account and base stacks, a value in every secret, images by digest, zone, delegation and imported certificate,\n" +
        "quotas and free names. Exit codes: 0 where all is there, 1 where something is missing, 3 where something cannot be\n" +
        "told from here (a permission, no DNS) and nothing is missing.",
    )
    .action((name: string, flags: Flags) => run(name, flags, context));
}

async function run(
  name: string,
  { json, allowUntold }: Flags,
  { projectRoot, stdout, stderr }: CommandContext,
): Promise<void> {
  const environment = environmentNamed(projectRoot, name);
  if (!json) stderr.write(`looking at account ${environment.account.accountId} in ${environment.account.region}\n`);
  // Loaded late: AWS clients would slow every other verb down.
  const { runPreflight } = await import("../delivery/preflight/run-preflight");
  const answers = await runPreflight(environment);
  stdout.write(json ? `${JSON.stringify(preflightDocument(name, answers), null, 2)}\n` : preflightText(name, answers));
  process.exitCode = preflightExitCode(answers, allowUntold);
}
