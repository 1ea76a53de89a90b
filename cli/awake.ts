import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { UserError } from "../running/user-error";
import type { CommandContext } from "./command-context";

interface Flags {
  readonly until?: string;
  readonly off: boolean;
}

/** `slipway awake NAME`: a person's wish against an environment's schedule. */
export function awakeCommand({ projectRoot, stdout }: CommandContext): Command {
  return new Command("awake")
    .description("keep an environment running until a time, whatever its schedule says")
    .argument("<name>", "environment that has a schedule")
    .option("--until <time>", "with its offset from UTC, such as 2026-11-23T18:00:00-08:00")
    .option("--off", "go by the schedule again, before the time has come", false)
    .addHelpText(
      "after",
      "\nSets a tag of the base stack's parameter, which everything that puts to sleep or tears down looks at, and calls the\n" +
        "schedule's function, so that services start at once. The tag expires by itself. docs/schedule.md says who may do this.",
    )
    .action(async (name: string, { until, off }: Flags) => {
      if (off === (until !== undefined)) throw new UserError("give either --until with a time, or --off");
      const environment = environmentNamed(projectRoot, name);
      // Loaded late: AWS clients would slow every other verb down.
      const { runAwake } = await import("../delivery/schedule/run-awake");
      const sentences = await runAwake(environment, until);
      stdout.write(`${sentences.join("\n  ")}\n`);
    });
}
