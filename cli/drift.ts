import { Command } from "commander";
import { planMarkdown } from "../checks/plan/plan-markdown";
import { loadApprovedLosses } from "../config/approved-losses";
import { environmentNamed } from "../config/environment-named";
import { loadConfiguration } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { githubClient, hasGithubToken } from "../delivery/github/client";
import { type KeptIssue, keepIssue } from "../delivery/github/kept-issue";
import { driftIssue, longestSection } from "../delivery/github/kept-issue-text";
import { fittedText, type Report } from "../delivery/github/plan-text";
import { repositoryOf } from "../delivery/github/repository";
import { chosenStacks } from "../delivery/terraform-cloud/chosen-stacks";
import { PlanFiles } from "../delivery/terraform-cloud/plan-files";
import type { PlannedStacks } from "../delivery/terraform-cloud/plan-stacks";
import { secondsOf } from "../delivery/terraform-cloud/timeout";
import { progressOn } from "../running/progress";
import { temporaryFolder } from "../running/run-folder";
import { exitCodes } from "../running/user-error";
import type { CommandContext } from "./command-context";
import { reportOf } from "./plan-report";
import { withToolbox } from "./session";

interface Flags {
  readonly timeout: string;
  readonly json: boolean;
}

/** `slipway drift NAME`: whether AWS is what the configuration says. */
export function driftCommand(context: CommandContext): Command {
  return new Command("drift")
    .description("plan an environment by runs that cannot be applied, and keep one issue on GitHub of what differs")
    .argument("<name>", "environment")
    .option("--timeout <minutes>", "how long to wait for a plan", "30")
    .option("--json", "one machine-readable document on standard output, progress on standard error", false)
    .addHelpText(
      "after",
      "\nExit codes: 0 where nothing differs, 2 where something does, 1 where a stack could not be planned; the issue is then left\n" +
        "as it is. It is written where GITHUB_TOKEN or GH_TOKEN is set, with a section for each environment that differs, and\n" +
        "closed when none does; without a token the report is only printed.",
    )
    .action((name: string, flags: Flags) => drift(name, flags, context));
}

/** As terraform plan -detailed-exitcode. */
const drifted = 2;

interface Found {
  /** By its schedule, so that the runtime is no drift. */
  readonly isTornDown: boolean;
  readonly planned: PlannedStacks["planned"];
  readonly failures: readonly string[];
  readonly reports: readonly Report[];
}

async function drift(name: string, { timeout, json }: Flags, context: CommandContext): Promise<void> {
  const { environment: variables, projectRoot, stdout, stderr } = context;
  const environment = environmentNamed(projectRoot, name);
  const timeoutSeconds = secondsOf(timeout);
  const progress = progressOn(json ? stderr : stdout, variables);
  try {
    const found = await differences(environment, timeoutSeconds, context, progress);
    const issue = found.failures.length > 0 ? undefined : await kept(environment, found.reports, context);
    progress.close();
    if (json) stdout.write(`${JSON.stringify(driftDocument(name, found, issue), null, 2)}\n`);
    else stdout.write(lines(name, found, issue));
    process.exitCode = exitCodeOf(found);
  } finally {
    progress.close();
  }
}

async function differences(
  environment: Environment,
  timeoutSeconds: number,
  context: CommandContext,
  progress: ReturnType<typeof progressOn>,
): Promise<Found> {
  // Loaded late: cdktf would slow every other verb down.
  const [{ planStacks }, { isTornDownBySchedule }] = await Promise.all([
    import("../delivery/terraform-cloud/plan-stacks"),
    import("../delivery/schedule/torn-down"),
  ]);
  return withToolbox(context, progress.print, async (toolbox) => {
    const files = new PlanFiles(temporaryFolder(toolbox.shutdown));
    const isTornDown = await isTornDownBySchedule(environment, context.environment);
    const stacks = chosenStacks(environment, undefined).filter((stack) => !isTornDown || stack !== environment.name);
    const { steps, planned } = await planStacks({ environment, stacks, files, timeoutSeconds }, toolbox, progress);
    const facts = {
      approvals: loadApprovedLosses(context.projectRoot),
      today: new Date().toISOString().slice(0, 10),
    };
    const reports = planned.flatMap(({ stack, file, hasChanges }) => {
      if (file === undefined || !hasChanges) return [];
      return [{ name: environment.name, text: planMarkdown(reportOf(file, { ...facts, stack })).trim() }];
    });
    return { planned, isTornDown, failures: steps.flatMap(({ reasons }) => reasons), reports };
  });
}

/** Writes what was found to the issue, where there is a token to do so. */
async function kept(
  { name, account }: Environment,
  reports: readonly Report[],
  { environment, projectRoot }: CommandContext,
): Promise<KeptIssue | undefined> {
  if (!hasGithubToken(environment)) return undefined;
  const environments = loadConfiguration(projectRoot).environments.map((each) => each.name);
  const text = reports.length === 0 ? undefined : fittedText(reports, longestSection(environments.length));
  const repository = repositoryOf(environment, [account]);
  return keepIssue(githubClient(environment), repository, driftIssue, environments, { environment: name, text });
}

function exitCodeOf({ failures, reports }: Pick<Found, "failures" | "reports">): number {
  if (failures.length > 0) return exitCodes.failed;
  return reports.length > 0 ? drifted : exitCodes.passed;
}

function lines(name: string, { isTornDown, failures, reports }: Found, issue: KeptIssue | undefined): string {
  if (failures.length > 0) return `${name} was not planned whole: what differs is not known\n`;
  const texts = reports.map(({ text }) => `${text}\n`);
  const standing =
    reports.length === 0 ? `${name} is what its configuration says` : `${name} differs from its configuration`;
  const runtime = isTornDown ? [`the runtime of ${name} is torn down by its schedule: it was not planned\n`] : [];
  return [
    ...texts,
    ...runtime,
    `${standing}\n`,
    ...(issue === undefined ? [] : [`${issue.change}: ${issue.address}\n`]),
  ].join("\n");
}

function driftDocument(
  environment: string,
  { isTornDown, planned, failures, reports }: Found,
  issue: KeptIssue | undefined,
) {
  const outcome = failures.length > 0 ? "failed" : reports.length > 0 ? "drifted" : "passed";
  const stacks = planned.map(({ planId: _, file: __, ...stack }) => stack);
  return { environment, outcome, isTornDown, stacks, failures, ...(issue === undefined ? {} : { issue }) };
}
