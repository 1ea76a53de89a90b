import { Command } from "commander";
import { hasPassed, type ScanResult } from "../checks/scan-stacks";
import { environmentNamed } from "./environment-named";
import { scanReport } from "./scan-report";
import { withToolbox } from "./session";
import type { Surroundings } from "./surroundings";
import { exitCodes, Unavailable } from "./user-error";

interface Flags {
  readonly json: boolean;
}

/** `slipway scan NAME`: Slipway's own rules and tfsec over the stacks of an environment. */
export function scanCommand(surroundings: Surroundings): Command {
  return new Command("scan")
    .description("scan the stacks of an environment with Slipway's own rules and tfsec")
    .argument("<name>", "environment")
    .option("--json", "print one JSON document instead of text", false)
    .action(async (name: string, { json }: Flags) => {
      const { exitCode, document, lines } = await outcomeOf(name, scanNamed(name, surroundings));
      surroundings.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${lines.join("\n")}\n`);
      process.exitCode = exitCode;
    });
}

interface Outcome {
  readonly exitCode: number;
  /** What `--json` prints. */
  readonly document: object;
  readonly lines: readonly string[];
}

/** A scan without its scanner is skipped, and that is not a pass. */
export async function outcomeOf(environment: string, scan: Promise<ScanResult>): Promise<Outcome> {
  try {
    const result = await scan;
    const outcome = hasPassed(result) ? "passed" : "failed";
    return {
      exitCode: exitCodes[outcome],
      document: { environment, outcome, ...result },
      lines: scanReport(environment, result),
    };
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    const { message: reason } = error;
    return {
      exitCode: exitCodes.skipped,
      document: { environment, outcome: "skipped", reason },
      lines: [`${environment} was not scanned; skipped, because ${reason}`],
    };
  }
}

async function scanNamed(name: string, surroundings: Surroundings): Promise<ScanResult> {
  const { projectRoot, stderr } = surroundings;
  const environment = environmentNamed(projectRoot, name);
  // Loaded late: cdktf would slow every other verb down.
  const { scanEnvironment } = await import("./scan-environment");
  const say = (text: string) => stderr.write(`${text}\n`);
  const today = new Date().toISOString().slice(0, 10);
  return withToolbox(surroundings, say, (toolbox) => scanEnvironment(environment, toolbox, today));
}
