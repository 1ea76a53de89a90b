import { Command } from "commander";
import { environmentNamed } from "../config/environment-named";
import type { Environment } from "../config/schema/environment";
import { type TerraformCloudClient, terraformCloudClient } from "../delivery/terraform-cloud/client";
import {
  type CorrectedWorkspaces,
  correctWorkspaces,
  type WorkspaceOutcome,
} from "../delivery/terraform-cloud/correct-workspaces";
import { terraformCloudToken } from "../delivery/terraform-cloud/credentials";
import { terraformCloudHost } from "../delivery/terraform-cloud/hostname";
import { progressOn } from "../running/progress";
import { exitCodes } from "../running/user-error";
import { askYes } from "./ask";
import type { AskingContext } from "./command-context";

interface WorkspaceFlags {
  readonly administrator: boolean;
  readonly check: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Brings the workspaces of an environment to what the account's file says. */
export function workspaceCommand(context: AskingContext): Command {
  return new Command("workspace")
    .description("make or correct the Terraform Cloud workspaces of an environment; asks first")
    .argument("<name>", "environment")
    .option("--check", "change nothing, and exit with 2 where there is something to change", false)
    .option(
      "--administrator",
      "let the account's stack be applied from this machine with your own credentials, until the next call without it",
      false,
    )
    .option("--yes", "do not ask, for use without a terminal", false)
    .option("--json", "one machine-readable document on standard output, all else on standard error", false)
    .addHelpText(
      "after",
      "\nSets what the gate hangs on: auto-apply off, remote execution, Terraform's version, project, tags, the roles of plan\n" +
        "and apply instead of keys and of all else that changes who a run is, and what terraformCloud.teams may do. Other tags,\n" +
        "teams and variables stay. What has to be changed elsewhere, such as a variable set, is named (!) and the rest done.\n" +
        "Exit codes: 0 where all is as it should be, 1 where it could not be made so or you declined, and with --check 2 on\n" +
        "drift. The token is Terraform's own, of somebody who administers the workspaces.",
    )
    .action((name: string, flags: WorkspaceFlags) => {
      const environment = environmentNamed(context.projectRoot, name);
      const hostname = terraformCloudHost(environment.account.terraformCloud, context.environment);
      const token = terraformCloudToken(hostname, context.environment);
      return workspace(terraformCloudClient({ hostname, token }), environment, flags, context);
    });
}

async function workspace(
  client: TerraformCloudClient,
  environment: Environment,
  flags: WorkspaceFlags,
  context: AskingContext,
): Promise<void> {
  const { stdout, stderr } = context;
  const forPeople = flags.json ? stderr : stdout;
  const progress = progressOn(forPeople, context.environment);
  try {
    const result = await correctWorkspaces(client, environment, {
      ...flags,
      byAdministrator: flags.administrator,
      progress,
      ask: context.stdin.isTTY ? (question) => askYes(context.stdin, forPeople, question) : undefined,
    });
    progress.close();
    if (flags.json) stdout.write(`${JSON.stringify(workspaceDocument(environment.name, result), null, 2)}\n`);
    process.exitCode = exitCodeOf[result.outcome];
  } finally {
    progress.close();
  }
}

/** With --check as terraform plan -detailed-exitcode. */
const exitCodeOf: Readonly<Record<WorkspaceOutcome, number>> = {
  unchanged: exitCodes.passed,
  changed: exitCodes.passed,
  drifted: 2,
  declined: exitCodes.failed,
  failed: exitCodes.failed,
};

/** What `--json` prints. */
function workspaceDocument(environment: string, { outcome, reading, failures }: CorrectedWorkspaces) {
  return {
    environment,
    outcome,
    organization: reading?.organization,
    stacks: (reading?.stacks ?? []).map(({ wanted, workspaceId, changes, obstacles, notes }) => ({
      stack: wanted.stack,
      workspace: wanted.name,
      isThere: workspaceId !== undefined,
      changes: changes.map(({ what, from = null, to = null }) => ({ what, from, to })),
      obstacles,
      notes,
    })),
    notes: reading?.notes ?? [],
    failures,
  };
}
