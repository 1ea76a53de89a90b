import { environmentNamed } from "../../../config/environment-named";
import { MendableError } from "../../../model/mendable-error";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { progressOn } from "../../../running/progress";
import { overallOutcome, runStages } from "../../../running/run-stages";
import { exitCodes, UserError } from "../../../running/user-error";
import { questions } from "./smoke/questions";

/** A load balancer that nobody has told otherwise closes what is silent for 60 seconds. */
const idleSeconds = 66;

/** Asks the agent two short questions, after `slipway smoke` has asked what the configuration declares. */
async function ask(args: readonly string[]): Promise<void> {
  const [target, ...others] = args.filter((argument) => argument !== "--quick");
  if (target === undefined || others.length > 0) throw new UserError("give one environment or address, and --quick");
  const request = { url: urlOf(target), idleSeconds: args.includes("--quick") ? undefined : idleSeconds };
  const progress = progressOn(process.stdout, process.env);
  try {
    process.exitCode = exitCodes[overallOutcome(await runStages(questions, request, progress))];
  } finally {
    progress.close();
  }
}

function urlOf(target: string): URL {
  if (/^https?:/.test(target) && URL.canParse(target)) return new URL(target);
  const { loadBalancer } = planEnvironment(environmentNamed(process.cwd(), target));
  if (loadBalancer?.publicUrl !== undefined) return new URL(loadBalancer.publicUrl);
  throw new UserError(`${target} has no domain that is delegated; give http:// and the load balancer's name`);
}

ask(process.argv.slice(3)).catch((error: unknown) => {
  console.error(error instanceof MendableError ? error.message : error);
  process.exitCode = exitCodes.failed;
});
