import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { progressOn } from "../running/progress";
import { exitCodes } from "../running/user-error";
import type { CommandContext } from "./command-context";
import { withToolbox } from "./session";

/** Pins the provider that Terraform Cloud takes; without it, that is the newest in a stack's range. */
export function lockCommand(context: CommandContext): Command {
  return new Command("lock")
    .description("write a dependency lock file for each stack of an environment, to be committed")
    .argument("<name>", "environment")
    .addHelpText(
      "after",
      "\nTakes the newest AWS provider in each stack's range; run it again to upgrade. The files are in config/locks, and\n" +
        "synthesis copies them beside the JSON. Asks the registry, or a provider mirror on disk where that is out of reach.",
    )
    .action((name: string) => run(name, context));
}

async function run(name: string, context: CommandContext): Promise<void> {
  const { projectRoot, stdout } = context;
  const environment = environmentNamed(projectRoot, name);
  const progress = progressOn(stdout, context.environment);
  try {
    // Loaded late: cdktf would slow every other verb down.
    const { lockStacks } = await import("../delivery/locking/lock-stacks");
    const steps = await withToolbox(context, progress.print, (toolbox) => {
      progress.print("asking for the AWS provider on four platforms, some hundred megabytes each");
      return lockStacks(environment, toolbox, progress);
    });
    progress.close();
    const isLocked = steps.every(({ outcome }) => outcome === "passed");
    if (isLocked)
      stdout.write("commit config/locks: Terraform Cloud is sent these files from the next deployment on\n");
    process.exitCode = exitCodes[isLocked ? "passed" : "failed"];
  } finally {
    progress.close();
  }
}
