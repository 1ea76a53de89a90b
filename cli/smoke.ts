import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { tokenVariable } from "../delivery/smoke/steps";
import { planEnvironment } from "../model/plan/environment-plan";
import { progressOn } from "../running/progress";
import { overallOutcome } from "../running/run-stages";
import { exitCodes, UserError } from "../running/user-error";
import type { CommandContext } from "./command-context";

interface Flags {
  readonly url?: string;
  readonly json: boolean;
}

/** The first questions to what was just deployed. */
export function smokeCommand(context: CommandContext): Command {
  return new Command("smoke")
    .description("ask what was deployed, from outside: health, certificates, redirects, agents")
    .argument("<name>", "environment")
    .option("--url <url>", "where it answers, if not on the environment's own names")
    .option("--json", "one machine-readable document on standard output, progress on standard error", false)
    .addHelpText(
      "after",
      "\nAsks what the configuration declares. With --url, certificates and redirects of the environment's own names are not\n" +
        `asked. Where agents prove themselves by tokens, one in the variable ${tokenVariable} is sent to their path, which has\n` +
        "to let it in; it is never shown. Exit codes: 0 where all is well, 1 where something is not, 3 where something was skipped and the rest is well.",
    )
    .action((name: string, flags: Flags) => run(name, flags, context));
}

async function run(name: string, flags: Flags, context: CommandContext): Promise<void> {
  const { projectRoot, stdout, stderr } = context;
  const plan = planEnvironment(environmentNamed(projectRoot, name));
  const url = flags.url === undefined ? undefined : checkedUrl(flags.url);
  const token = checkedToken(context.environment[tokenVariable]);
  const progress = progressOn(flags.json ? stderr : stdout, context.environment);
  try {
    const { smoke } = await import("../delivery/smoke/smoke");
    const steps = await smoke(plan, { url, token }, progress);
    progress.close();
    const outcome = overallOutcome(steps);
    if (flags.json) stdout.write(`${JSON.stringify({ environment: name, url, outcome, steps }, null, 2)}\n`);
    process.exitCode = exitCodes[outcome];
  } finally {
    progress.close();
  }
}

function checkedUrl(text: string): URL {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new UserError(`--url ${text}: give an address such as https://staging.example.com`);
}

/** @throws UserError without a word of what it holds */
function checkedToken(text = ""): string | undefined {
  const token = text.trim();
  if (token === "") return undefined;
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return token;
  throw new UserError(`${tokenVariable} holds no signed token; give three parts in base64url, joined by dots, alone`);
}
