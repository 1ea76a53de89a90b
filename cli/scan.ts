import { Command } from "commander";
import { hasPassed, type ScanResult } from "../checks/scan-stacks";
import { environmentNamed } from "../config/environment-named";
import { environmentFile } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { exitCodes, Unavailable } from "../running/user-error";
import { writeWhole } from "../running/write-whole";
import type { ReportFacts } from "./acceptance-entry";
import type { CommandContext } from "./command-context";
import { scanReport } from "./scan-report";
import { scanSarif } from "./scan-sarif";
import { withToolbox } from "./session";
import { type LocateSetting, settingLocator } from "./setting-location";

interface Flags {
  readonly json: boolean;
  readonly sarif?: string;
}

/** `slipway scan NAME`: Slipway's own rules and the scanners over the stacks of an environment. */
export function scanCommand(context: CommandContext): Command {
  return new Command("scan")
    .description(
      "scan the stacks of an environment with Slipway's own rules, tfsec, checkov, and trivy where it is on PATH",
    )
    .argument("<name>", "environment")
    .option("--json", "print one JSON document instead of text", false)
    .option("--sarif <file>", "write the findings there as SARIF too, for code scanning")
    .action(async (name: string, { json, sarif }: Flags) => {
      const environment = environmentNamed(context.projectRoot, name);
      const locate = settingLocator(context.projectRoot, environment);
      const scan = scanEnvironmentOf(environment, context);
      const { exitCode, document, lines } = await outcomeOf(
        { environment: name, owner: environment.account.owner, production: environment.production },
        scan,
        locate,
      );
      if (sarif !== undefined && exitCode !== exitCodes.skipped) {
        writeWhole(sarif, scanSarif({ result: await scan, locate, environmentFile: environmentFile(name) }));
      }
      context.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${lines.join("\n")}\n`);
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
export async function outcomeOf(
  facts: ReportFacts,
  scan: Promise<ScanResult>,
  locate: LocateSetting,
): Promise<Outcome> {
  const { environment } = facts;
  try {
    const result = await scan;
    const outcome = hasPassed(result) ? "passed" : "failed";
    return {
      exitCode: exitCodes[outcome],
      document: { environment, outcome, ...result },
      lines: scanReport(facts, result, locate),
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

async function scanEnvironmentOf(environment: Environment, context: CommandContext): Promise<ScanResult> {
  const { stderr } = context;
  // Loaded late: cdktf would slow every other verb down.
  const { findScanners, scanEnvironment } = await import("../rehearsal/scan-environment");
  const say = (text: string) => stderr.write(`${text}\n`);
  const today = new Date().toISOString().slice(0, 10);
  return withToolbox(context, say, async (toolbox) =>
    scanEnvironment(environment, await findScanners(toolbox), toolbox, today),
  );
}
