import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Command } from "commander";
import type { ApprovalFacts } from "../checks/plan/losses";
import { readPlan } from "../checks/plan/plan-json";
import { planMarkdown } from "../checks/plan/plan-markdown";
import { type PlanReport, planReport, refusedLosses } from "../checks/plan/plan-report";
import { loadApprovedLosses } from "../config/approved-losses";
import { environmentNamed } from "../config/environment-named";
import { environmentFile } from "../config/load";
import { planEnvironment } from "../model/plan/environment-plan";
import { exitCodes, mendable, UserError } from "../running/user-error";
import { writeWhole } from "../running/write-whole";
import type { CommandContext } from "./command-context";

interface Flags {
  readonly stack?: string;
  readonly out?: string;
  readonly json: boolean;
}

/** `slipway plan-report FILE...`: what a reviewer needs to know of plans. */
export function planReportCommand(context: CommandContext): Command {
  return new Command("plan-report")
    .description("say what plans destroy, restart, open, permit and cost, as Markdown")
    .argument("<file...>", "plans as `terraform show -json` prints them; STACK.json is the plan of that stack")
    .option("--stack <stack>", "stack of the plan, where the file is named otherwise")
    .option("--out <file>", "write the report there instead of to standard output")
    .option("--json", "print one JSON document instead of Markdown", false)
    .addHelpText(
      "after",
      "\nExit codes: 0 where the plans may be applied, 2 where one destroys or replaces what holds data and nobody has approved\n" +
        "it in config/approved-losses.yaml, or what its role may not remove, 1 where a plan cannot be read.",
    )
    .action((files: readonly string[], { stack, out, json }: Flags) => {
      if (stack !== undefined && files.length > 1)
        throw new UserError("--stack names the stack of one plan; give one file");
      const facts = {
        approvals: loadApprovedLosses(context.projectRoot),
        today: new Date().toISOString().slice(0, 10),
      };
      const reports = files.map((file) => {
        const ofStack = stack ?? stackOf(file);
        return reportOf(file, { ...facts, stack: ofStack, ownDomains: ownDomainsOf(context.projectRoot, ofStack) });
      });
      const text = json ? `${JSON.stringify(reports, null, 2)}\n` : reports.map(planMarkdown).join("\n");
      if (out === undefined) context.stdout.write(text);
      else writeWhole(out, text);
      process.exitCode = exitCodeOf(reports);
    });
}

/** Beside the codes of every verb: Terraform's own `-detailed-exitcode` says 2 where there is something to decide. */
const refused = 2;

export function exitCodeOf(reports: readonly PlanReport[]): number {
  return reports.some((report) => refusedLosses(report).length > 0) ? refused : exitCodes.passed;
}

/** @throws UserError where the file cannot be read, or is not a whole plan */
export function reportOf(file: string, facts: ApprovalFacts): PlanReport {
  const reading = readPlan(textOf(file));
  if ("problem" in reading) throw new UserError(`${file}: ${reading.problem}`);
  return planReport(reading.plan, facts);
}

/** Of a runtime stack, which has its environment's name; the others have no records. */
function ownDomainsOf(root: string, stack: string): readonly string[] | undefined {
  if (!existsSync(join(root, environmentFile(stack)))) return undefined;
  return planEnvironment(environmentNamed(root, stack)).ownDomains;
}

function stackOf(file: string): string {
  return basename(file, ".json");
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw mendable(
      error,
      (code) => `${file} cannot be read (${code}); name a file that \`terraform show -json\` wrote`,
    );
  }
}
