import { resolve } from "node:path";
import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { chosenStacks } from "../delivery/terraform-cloud/chosen-stacks";
import { PlanFiles } from "../delivery/terraform-cloud/plan-files";
import type { PlannedStacks } from "../delivery/terraform-cloud/plan-stacks";
import { secondsOf } from "../delivery/terraform-cloud/timeout";
import { progressOn } from "../running/progress";
import { exitCodes } from "../running/user-error";
import type { CommandContext } from "./command-context";
import { withToolbox } from "./session";

interface Flags {
  readonly stack?: string;
  readonly out?: string;
  readonly timeout: string;
  readonly detailedExitcode: boolean;
  readonly json: boolean;
}

/** Plans that can never be applied, for a pull request. */
export function planCommand(context: CommandContext): Command {
  return new Command("plan")
    .description("plan the stacks of an environment in Terraform Cloud, by runs that cannot be applied")
    .argument("<name>", "environment")
    .option("--stack <stack>", "one stack instead of all three")
    .option("--out <folder>", "keep each plan as FOLDER/STACK.json, for slipway plan-report")
    .option("--timeout <minutes>", "how long to wait for a plan", "30")
    .option("--detailed-exitcode", "exit with 2 where there is something to change", false)
    .option("--json", "one machine-readable document on standard output, progress on standard error", false)
    .addHelpText(
      "after",
      "\nExit codes, as terraform plan has them: 0 where every stack was planned, 1 where one was not, and with\n" +
        "--detailed-exitcode 2 where there is something to change. The token is Terraform's own: TF_TOKEN_app_terraform_io,\n" +
        "or what terraform login has written; one of a team that may only plan is enough.",
    )
    .action((name: string, flags: Flags) => plan(name, flags, context));
}

async function plan(name: string, flags: Flags, context: CommandContext): Promise<void> {
  const { projectRoot, stdout, stderr } = context;
  const environment = environmentNamed(projectRoot, name);
  const stacks = chosenStacks(environment, flags.stack);
  const timeoutSeconds = secondsOf(flags.timeout);
  const files = flags.out === undefined ? undefined : new PlanFiles(resolve(projectRoot, flags.out));
  const progress = progressOn(flags.json ? stderr : stdout, context.environment);
  try {
    // Loaded late: cdktf would slow every other verb down.
    const { planStacks } = await import("../delivery/terraform-cloud/plan-stacks");
    const result = await withToolbox(context, progress.print, (toolbox) =>
      planStacks({ environment, stacks, files, timeoutSeconds }, toolbox, progress),
    );
    progress.close();
    if (flags.json) stdout.write(`${JSON.stringify(planDocument(name, result), null, 2)}\n`);
    process.exitCode = planExitCode(result, flags);
  } finally {
    progress.close();
  }
}

function planDocument(environment: string, { steps, planned }: PlannedStacks) {
  const failures = steps.flatMap(({ reasons }) => reasons);
  const outcome = failures.length > 0 ? "failed" : "passed";
  return { environment, outcome, stacks: planned.map(({ planId: _, ...stack }) => stack), failures };
}

/** As terraform plan -detailed-exitcode. */
const changed = 2;

export function planExitCode(
  { steps, planned }: PlannedStacks,
  { detailedExitcode }: Pick<Flags, "detailedExitcode">,
): number {
  if (steps.some(({ outcome }) => outcome !== "passed")) return exitCodes.failed;
  return detailedExitcode && planned.some(({ hasChanges }) => hasChanges) ? changed : exitCodes.passed;
}
