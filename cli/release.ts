import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import { requestedDigest } from "../delivery/release/image-reference";
import type { ReleaseRequest } from "../delivery/release/release";
import { type ReleaseTarget, releaseTarget } from "../delivery/release/released-service";
import { trialIn } from "../delivery/release/trial";
import { secondsOf } from "../delivery/terraform-cloud/timeout";
import { planEnvironment } from "../model/plan/environment-plan";
import { progressOn } from "../running/progress";
import { UserError } from "../running/user-error";
import type { CommandContext } from "./command-context";
import { releaseDocument, releaseExitCode, releaseText } from "./release-report";

interface Flags {
  readonly rollback: boolean;
  readonly timeout: string;
  readonly json: boolean;
}

/** Brings an image that was pushed into a running service, and leaves Terraform nothing to change. */
export function releaseCommand(context: CommandContext): Command {
  return new Command("release")
    .description("run an image by its digest in a service, and wait for what becomes of it")
    .argument("<name>", "environment")
    .argument("<service>", "service of the environment")
    .argument("[digest]", "sha256:..., or the whole reference that docker inspect prints")
    .option("--rollback", "return to the digest before the one that runs", false)
    .option("--timeout <minutes>", "how long to wait for the verdict, beside a bake time", "20")
    .option("--json", "one machine-readable document on standard output, progress on standard error", false)
    .addHelpText(
      "after",
      "\nWrites the digest to the base stack's parameter, registers the task definition that Terraform would, rolls the service\n" +
        "and waits; on EC2, each instance is told to bring itself to it, one after the other. A release that fails restores the\n" +
        "parameter and what ran before: Terraform's next plan is empty either way. Where the account's github.provenance is\n" +
        "required, gh on PATH verifies it before anything is changed.\n" +
        "Exit codes: 0 where the digest runs, 1 where it does not, 130 after Ctrl-C, which says how to go on.",
    )
    .action((name: string, service: string, digest: string | undefined, flags: Flags) =>
      run(name, service, digest, flags, context),
    );
}

async function run(
  name: string,
  service: string,
  digest: string | undefined,
  flags: Flags,
  context: CommandContext,
): Promise<void> {
  const { projectRoot, stdout, stderr } = context;
  const environment = environmentNamed(projectRoot, name);
  const target = releaseTarget(planEnvironment(environment), service);
  const request = requestOf(target, digest, flags.rollback, () =>
    environment.promotedFrom.map((source) => trialIn(planEnvironment(environmentNamed(projectRoot, source)), target)),
  );
  const bakeMinutes = target.runtime === "fargate" ? target.bakeMinutes : undefined;
  const timeoutSeconds = secondsOf(flags.timeout) + (bakeMinutes ?? 0) * 60;
  const progress = progressOn(flags.json ? stderr : stdout, context.environment);
  try {
    // Loaded late: AWS clients would slow every other verb down.
    const { runRelease } = await import("../delivery/release/run-release");
    const result = await runRelease(environment, request, timeoutSeconds, progress, context.environment);
    progress.close();
    const text = flags.json
      ? `${JSON.stringify(releaseDocument(request, result), null, 2)}\n`
      : releaseText(request, result);
    stdout.write(text);
    process.exitCode = releaseExitCode(result);
  } finally {
    progress.close();
  }
}

function requestOf(
  target: ReleaseTarget,
  digest: string | undefined,
  isRollback: boolean,
  trials: () => ReleaseRequest["trials"],
): ReleaseRequest {
  if (isRollback && digest !== undefined) throw new UserError("give a digest or --rollback, not both");
  if (isRollback) return { target, digest: undefined, trials: [] };
  if (digest !== undefined) return { target, digest: requestedDigest(digest, target.imageName), trials: trials() };
  throw new UserError(
    "name the image to release by its digest (sha256:...), or give --rollback to return to the one before",
  );
}
