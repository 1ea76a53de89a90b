import { Command, Option } from "commander";
import { loadEnvironment } from "../config/load";
import { compareRuntimes } from "../model/compare/comparison";
import type { CommandContext } from "./command-context";
import { comparisonDocument, comparisonMarkdown, comparisonText } from "./comparison-text";

/** `slipway compare NAME`: an environment on both runtimes, and which of them to take. */
export function compareCommand({ projectRoot, stdout }: CommandContext): Command {
  return new Command("compare")
    .description("compare both runtimes of an environment: tasks of Fargate, and Docker Compose on instances")
    .argument("<name>", "environment, whose settings are planned with either compute")
    .addOption(new Option("--json", "print one JSON document instead of text").conflicts("markdown"))
    .option("--markdown", "print Markdown instead of text", false)
    .addHelpText("after", "\nWorks offline, and changes nothing: `compute` in the environment's file decides.")
    .action((name: string, { json = false, markdown }: { readonly json?: boolean; readonly markdown: boolean }) => {
      for (const environment of loadEnvironment(projectRoot, name, "over budget or not").environments) {
        const comparison = compareRuntimes(environment);
        const shown = markdown ? comparisonMarkdown(comparison) : comparisonText(comparison);
        stdout.write(json ? `${JSON.stringify(comparisonDocument(comparison), null, 2)}\n` : shown);
      }
    });
}
