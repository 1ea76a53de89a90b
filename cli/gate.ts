import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { progressOn } from "../running/progress";
import type { CommandContext } from "./command-context";
import { gateDocument, gateExitCodes, gateReport, gateVerdict } from "./gate-report";
import { withToolbox } from "./session";

interface Flags {
  readonly probe: boolean;
  readonly only: readonly string[];
  readonly json: boolean;
}

/** Whether a change can reach AWS without a person's approval. */
export function gateCommand(context: CommandContext): Command {
  return new Command("gate")
    .description("prove that nothing is applied to an environment without a person's approval")
    .argument("<name>", "environment")
    .option("--probe", "make runs too, which have to stop at the gate and are then discarded", false)
    .option("--only <check...>", "prove these checks and no other", [])
    .option("--json", "one machine-readable document on standard output, progress on standard error", false)
    .addHelpText(
      "after",
      "\nAsks Terraform Cloud with Terraform's own token, and GitHub with GITHUB_TOKEN or GH_TOKEN; reads the workflows and the\n" +
        "synthesized roles. Changes nothing without --probe, which locks the workspaces for the time of a plan: a token that may\n" +
        "only plan cannot discard its runs again. --only asks nobody but whom its checks need, as in\n" +
        "slipway gate NAME --only github-environment workflows. Exit codes: 0 where all that was asked is proven, 1 where the\n" +
        "gate is broken, 3 where something cannot be proven here.",
    )
    .action((name: string, flags: Flags) => gate(name, flags, context));
}

async function gate(name: string, { probe, only, json }: Flags, context: CommandContext): Promise<void> {
  const { projectRoot, stdout, stderr } = context;
  const environment = environmentNamed(projectRoot, name);
  const progress = progressOn(json ? stderr : stdout, context.environment);
  try {
    // Loaded late: cdktf would slow every other verb down.
    const [{ proveGate }, { gateFacts }] = await Promise.all([
      import("../delivery/gate/prove-gate"),
      import("../delivery/gate/facts"),
    ]);
    const title = `look at the gate of ${name}`;
    progress.started(title);
    const checks = await withToolbox(context, progress.print, (toolbox) =>
      proveGate(gateFacts(environment, toolbox), { probe, only }, (check) => progress.noted(title, check)),
    );
    progress.close();
    const text = json
      ? JSON.stringify(gateDocument(name, checks), null, 2)
      : gateReport(name, checks, only.length > 0).join("\n");
    stdout.write(`${text}\n`);
    process.exitCode = gateExitCodes[gateVerdict(checks)];
  } finally {
    progress.close();
  }
}
