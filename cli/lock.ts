import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { progressOn } from "../running/progress";
import { exitCodes } from "../running/user-error";
import { withToolbox } from "./session";
import type { Surroundings } from "./surroundings";

/** Pins the provider that Terraform Cloud takes; without it, that is the newest in a stack's range. */
export function lockCommand(surroundings: Surroundings): Command {
  return new Command("lock")
    .description("write a dependency lock file for each stack of an environment, to be committed")
    .argument("<name>", "environment")
    .addHelpText(
      "after",
      "\nTakes the newest AWS provider in each stack's range; run it again to upgrade. The files are in config/locks, and\n" +
        "synthesis copies them beside the JSON. Asks the registry, or a provider mirror on disk where that is out of reach.",
    )
    .action((name: string) => run(name, surroundings));
}

async function run(name: string, surroundings: Surroundings): Promise<void> {
  const { projectRoot, stdout } = surroundings;
  const environment = environmentNamed(projectRoot, name);
  const progress = progressOn(stdout, surroundings.environment);
  try {
    // Loaded late: cdktf would slow every other verb down.
    const { lockStacks } = await import("../delivery/locking/lock-stacks");
    const steps = await withToolbox(surroundings, progress.print, (toolbox) => {
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
