import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import type { Environment } from "../config/schema/environment";
import type { SmokeRequest } from "../delivery/smoke/steps";
import { planEnvironment } from "../model/plan/environment-plan";
import { progressOn } from "../running/progress";
import type { FinishedStep } from "../running/run-stages";
import { exitCodes, UserError } from "../running/user-error";
import type { CommandContext } from "./command-context";

interface Flags {
  readonly url?: string;
  readonly quick: boolean;
  readonly json: boolean;
}

/** The first questions to a service that was just deployed. */
export function smokeCommand(context: CommandContext): Command {
  return new Command("smoke")
    .description("ask a deployed service: health, an answer of Gemini, a long silence, an unknown agent")
    .argument("<name>", "environment")
    .option("--url <url>", "where it answers, if not on the environment's domain")
    .option("--quick", "leave out what takes more than a minute", false)
    .option("--json", "one machine-readable document on standard output, progress on standard error", false)
    .addHelpText(
      "after",
      "\nAsks Gemini two short questions. Exit codes: 0 where all is well, 1 where something is not, 3 where something was\n" +
        "skipped and the rest is well.",
    )
    .action((name: string, flags: Flags) => run(name, flags, context));
}

async function run(name: string, flags: Flags, context: CommandContext): Promise<void> {
  const { projectRoot, stdout, stderr } = context;
  const request = requestOf(environmentNamed(projectRoot, name), flags);
  const progress = progressOn(flags.json ? stderr : stdout, context.environment);
  try {
    const { smoke } = await import("../delivery/smoke/smoke");
    const steps = await smoke(request, progress);
    progress.close();
    const outcome = outcomeOf(steps);
    if (flags.json)
      stdout.write(`${JSON.stringify({ environment: name, url: request.url, outcome, steps }, null, 2)}\n`);
    process.exitCode = exitCodes[outcome];
  } finally {
    progress.close();
  }
}

function requestOf(environment: Environment, { url, quick }: Flags): SmokeRequest {
  const { name, services } = environment;
  const { loadBalancer } = planEnvironment(environment);
  const service = loadBalancer === undefined ? undefined : services[loadBalancer.defaultService];
  if (loadBalancer === undefined || service?.kind !== "web") throw new UserError(`${name} has no service of kind web`);
  const { publicUrl, agentToAgentUrl } = loadBalancer;
  const address = url ?? publicUrl;
  if (address === undefined) {
    throw new UserError(`${name} has no domain that is delegated; give --url http:// and the load balancer's name`);
  }
  return {
    url: checkedUrl(address),
    agentToAgentUrl: url === undefined && agentToAgentUrl !== undefined ? checkedUrl(agentToAgentUrl) : undefined,
    healthCheckPath: service.healthCheckPath,
    idleSeconds: quick ? undefined : idleSeconds,
  };
}

/** A load balancer that nobody has told otherwise closes what is silent for 60 seconds. */
const idleSeconds = 66;

function checkedUrl(text: string): URL {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text);
  throw new UserError(`--url ${text}: give an address such as https://staging.example.com`);
}

function outcomeOf(steps: readonly FinishedStep[]): keyof typeof exitCodes {
  if (steps.some(({ outcome }) => outcome === "failed")) return "failed";
  return steps.some(({ outcome }) => outcome === "skipped") ? "skipped" : "passed";
}
