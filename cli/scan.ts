import { Command } from "commander";
import { hasPassed, type ScanResult } from "../checks/scan-stacks";
import { loadEnvironment } from "../config/load";
import { scanReport } from "./scan-report";
import { withToolbox } from "./session";
import type { Surroundings } from "./surroundings";
import { exitCodes, Unavailable } from "./user-error";

interface Flags {
  readonly json: boolean;
}

/** `slipway scan NAME`: our own rules and tfsec over the stacks of an environment. */
export function scanCommand(surroundings: Surroundings): Command {
  return new Command("scan")
    .description("scan the stacks of an environment with Slipway's own rules and tfsec")
    .argument("<name>", "environment")
    .option("--json", "print one JSON document instead of text", false)
    .action((name: string, flags: Flags) => run(name, flags, surroundings));
}

async function run(name: string, { json }: Flags, surroundings: Surroundings): Promise<void> {
  const { projectRoot, stdout, stderr } = surroundings;
  const show = (document: object, lines: readonly string[]) =>
    stdout.write(json ? `${JSON.stringify({ environment: name, ...document }, null, 2)}\n` : `${lines.join("\n")}\n`);
  try {
    const result = await scanNamed(name, projectRoot, surroundings, (text) => stderr.write(`${text}\n`));
    show({ outcome: hasPassed(result) ? "passed" : "failed", ...result }, scanReport(name, result));
    process.exitCode = hasPassed(result) ? exitCodes.passed : exitCodes.failed;
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    show({ outcome: "skipped", reason: error.message }, [`skipped, because ${error.message}`]);
    process.exitCode = exitCodes.skipped;
  }
}

async function scanNamed(
  name: string,
  projectRoot: string,
  surroundings: Surroundings,
  say: (text: string) => void,
): Promise<ScanResult> {
  const [environment] = loadEnvironment(projectRoot, name).environments;
  if (environment === undefined) throw new Error(`${name} was loaded without its environment`);
  // Loaded late: cdktf would slow every other verb down.
  const { scanEnvironment } = await import("./scan-environment");
  const today = new Date().toISOString().slice(0, 10);
  return withToolbox(surroundings, say, (toolbox) => scanEnvironment(environment, toolbox, today));
}
