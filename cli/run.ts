import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { chosenStacks } from "../delivery/terraform-cloud/chosen-stacks";
import type { QueuedRuns } from "../delivery/terraform-cloud/run-stacks";
import { secondsOf } from "../delivery/terraform-cloud/timeout";
import { progressOn } from "../running/progress";
import { exitCodes } from "../running/user-error";
import type { CommandContext } from "./command-context";
import { withToolbox } from "./session";

interface Flags {
  readonly stack?: string;
  readonly timeout: string;
  readonly replace: boolean;
  readonly json: boolean;
}

/** Brings a change up to the gate, and never through it. */
export function runCommand(context: CommandContext): Command {
  return new Command("run")
    .description("make a run in Terraform Cloud that waits for a person's approval; never confirms one")
    .argument("<name>", "environment")
    .option("--stack <stack>", "one stack instead of the first that has something to change")
    .option("--timeout <minutes>", "how long to wait for a plan", "30")
    .option(
      "--replace",
      "discard older runs that slipway run of this environment has left waiting in the workspace",
      false,
    )
    .option("--json", "one machine-readable document on standard output, progress on standard error", false)
    .addHelpText(
      "after",
      "\nTakes account, base and runtime in this order and stops at the first that has something to change: what comes after it\n" +
        "is planned when that is applied, so run it again then. Exit codes: 0 where a run waits for approval or nothing is to\n" +
        "change, 1 where a plan failed. A run that would apply itself is discarded, and that is a failure. --replace needs a token\n" +
        "that may discard, and touches no run that works, that a person made or that a person has confirmed.",
    )
    .action((name: string, flags: Flags) => run(name, flags, context));
}

async function run(name: string, flags: Flags, context: CommandContext): Promise<void> {
  const { projectRoot, stdout, stderr } = context;
  const environment = environmentNamed(projectRoot, name);
  const stacks = chosenStacks(environment, flags.stack);
  const timeoutSeconds = secondsOf(flags.timeout);
  const progress = progressOn(flags.json ? stderr : stdout, context.environment);
  try {
    // Loaded late: cdktf would slow every other verb down.
    const { runStacks } = await import("../delivery/terraform-cloud/run-stacks");
    const result = await withToolbox(context, progress.print, (toolbox) =>
      runStacks({ environment, stacks, timeoutSeconds, replace: flags.replace }, toolbox, progress),
    );
    progress.close();
    const isMade = result.steps.every(({ outcome }) => outcome === "passed");
    stdout.write(flags.json ? `${JSON.stringify(runDocument(name, result), null, 2)}\n` : hint(name, result, isMade));
    process.exitCode = exitCodes[isMade ? "passed" : "failed"];
  } finally {
    progress.close();
  }
}

function runDocument(environment: string, { steps, runs, left }: QueuedRuns) {
  const failures = steps.flatMap(({ reasons }) => reasons);
  const outcome = failures.length > 0 ? "failed" : "passed";
  return { environment, outcome, stacks: runs.map(({ planId: _, ...stack }) => stack), left, failures };
}

function hint(name: string, { left }: QueuedRuns, isMade: boolean): string {
  if (!isMade || left.length === 0) return "";
  return `when it is applied, go on with ${left.join(", ")}: npx slipway run ${name}\n`;
}
