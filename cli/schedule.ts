import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { secondsOf } from "../delivery/terraform-cloud/timeout";
import { planEnvironment } from "../model/plan/environment-plan";
import { environmentWeek } from "../model/schedule/environment-week";
import { UserError } from "../running/user-error";
import type { CommandContext } from "./command-context";
import { scheduleDue } from "./schedule-due";
import { weekDocument, weekText } from "./schedule-week";

interface Flags {
  readonly week?: string;
  readonly due: boolean;
  readonly run: boolean;
  readonly timeout: string;
  readonly json: boolean;
}

/** `slipway schedule NAME`: when an environment is awake, and what its schedule asks for now. */
export function scheduleCommand(context: CommandContext): Command {
  return new Command("schedule")
    .description("print what an environment's schedule makes of a week, or what it asks for now")
    .argument("<name>", "environment that has a schedule")
    .option("--week <date>", "any day of the week to print, such as 2026-11-23")
    .option("--due", "whether the runtime has to be torn down or brought back now", false)
    .option("--run", "with --due: make the run that brings it about, and confirm it if all conditions hold", false)
    .option("--timeout <minutes>", "how long to wait for a plan, and for an apply", "60")
    .option("--json", "one machine-readable document on standard output", false)
    .addHelpText(
      "after",
      "\nA week is printed offline: a person's override (npx slipway awake) is not part of it. --due asks the clock, AWS for the\n" +
        "override, and Terraform Cloud for what stands there. --run is what the workflow schedule.yml calls, with a token that is\n" +
        "for this one workspace alone: it confirms only what deletes or creates again what a person has confirmed before, and\n" +
        "leaves all else to a person, told by an issue where GITHUB_TOKEN or GH_TOKEN is set. Exit codes: 0 where nothing is due,\n" +
        "or it was done, or a person was told before; 1 where a person has to decide, or something failed.",
    )
    .action((name: string, flags: Flags) => schedule(name, flags, context));
}

async function schedule(name: string, flags: Flags, context: CommandContext): Promise<void> {
  const { week: date, due, run, json } = flags;
  if ((date === undefined) !== due) throw new UserError("give --week DATE or --due, and not both");
  if (run && !due) throw new UserError("--run brings about what is due now: give it with --due");
  const environment = environmentNamed(context.projectRoot, name);
  if (date === undefined) {
    await scheduleDue(environment, { run, json, timeoutSeconds: secondsOf(flags.timeout) }, context);
    return;
  }
  const week = environmentWeek(planEnvironment(environment), date);
  context.stdout.write(json ? `${JSON.stringify(weekDocument(week), null, 2)}\n` : weekText(week));
}
