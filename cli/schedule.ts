import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { planEnvironment } from "../model/plan/environment-plan";
import { environmentWeek } from "../model/schedule/environment-week";
import type { CommandContext } from "./command-context";
import { weekDocument, weekText } from "./schedule-week";

interface Flags {
  readonly week: string;
  readonly json: boolean;
}

/** `slipway schedule NAME`: when an environment is awake. */
export function scheduleCommand({ projectRoot, stdout }: CommandContext): Command {
  return new Command("schedule")
    .description("print what an environment's schedule makes of a week")
    .argument("<name>", "environment that has a schedule")
    .requiredOption("--week <date>", "any day of the week to print, such as 2026-11-23")
    .option("--json", "one machine-readable document on standard output", false)
    .addHelpText("after", "\nWorks offline: a person's override (npx slipway awake) is not part of it.")
    .action((name: string, { week: date, json }: Flags) => {
      const week = environmentWeek(planEnvironment(environmentNamed(projectRoot, name)), date);
      stdout.write(json ? `${JSON.stringify(weekDocument(week), null, 2)}\n` : weekText(week));
    });
}
