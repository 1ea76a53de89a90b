import { Command } from "commander";
import { loadEnvironment } from "../config/load";
import { costReport } from "../model/cost/cost-report";
import { exitCodes } from "../running/user-error";
import type { CommandContext } from "./command-context";
import { costDocument } from "./cost-document";
import { costText } from "./cost-text";

/** `slipway cost NAME`: what an environment costs a month, before anything is deployed. */
export function costCommand({ projectRoot, stdout }: CommandContext): Command {
  return new Command("cost")
    .description("say what an environment costs a month, by line, from its settings and a dated table of prices")
    .argument("<name>", "environment: its own stacks, and apart from them what its account shares")
    .option("--json", "print one JSON document instead of text", false)
    .addHelpText(
      "after",
      "\nWorks offline. What use costs is reckoned with the settings under usage. Exit codes: 0 within budget.monthlyUsd, 1 above\n" +
        "it, where every other verb refuses the environment's file.",
    )
    .action((name: string, { json }: { readonly json: boolean }) => {
      for (const environment of loadEnvironment(projectRoot, name, "over budget or not").environments) {
        const report = costReport(environment);
        stdout.write(json ? `${JSON.stringify(costDocument(report), null, 2)}\n` : costText(report));
        process.exitCode = report.overBudget === undefined ? exitCodes.passed : exitCodes.failed;
      }
    });
}
