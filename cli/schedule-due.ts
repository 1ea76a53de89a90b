import { loadConfiguration } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { githubClient, hasGithubToken } from "../delivery/github/client";
import { type KeptIssue, keepIssue } from "../delivery/github/kept-issue";
import { scheduleIssue } from "../delivery/github/kept-issue-text";
import { repositoryOf } from "../delivery/github/repository";
import type { RunMeans, ScheduledEnvironment, ScheduledOutcome } from "../delivery/schedule/scheduled-run";
import { progressOn } from "../running/progress";
import { exitCodes, UserError } from "../running/user-error";
import type { CommandContext } from "./command-context";
import { withToolbox } from "./session";

interface DueFlags {
  /** Brings about what is due. */
  readonly run: boolean;
  readonly timeoutSeconds: number;
  readonly json: boolean;
}

/** What the schedule asks for now, and with `--run` its coming about. */
export async function scheduleDue(environment: Environment, flags: DueFlags, context: CommandContext): Promise<void> {
  // Loaded late: AWS clients and cdktf would slow every other verb down.
  const { scheduledEnvironment } = await import("../delivery/schedule/of-environment");
  const scheduled = scheduledEnvironment(environment, context.environment);
  const { stdout } = context;
  if (!flags.run) {
    const { dueOf } = await import("../delivery/schedule/scheduled-run");
    const { open, ...due } = await dueOf(scheduled);
    const lines = [dueLine(environment.name, due), ...open.map((address) => `a run is not over: ${address}`)];
    stdout.write(flags.json ? documentOf(environment.name, { ...due, open }) : `${lines.join("\n")}\n`);
    return;
  }
  const ended = await told(environment, () => runDue(environment, scheduled, flags, context), context);
  const run = ended.run === undefined ? [] : [ended.run];
  const lines = [dueLine(environment.name, ended), `${endings[ended.outcome]}`, ...run];
  stdout.write(flags.json ? documentOf(environment.name, ended) : `${lines.join("\n")}\n`);
  process.exitCode = exitCodes[ended.outcome === "waits" ? "failed" : "passed"];
}

const endings: Readonly<Record<ScheduledOutcome["outcome"], string>> = {
  nothing: "nothing was done",
  done: "it is done",
  waits: "a person has to decide",
  refused: "the run was discarded",
  told: "a person was told already",
};

function dueLine(name: string, { due, because }: Pick<ScheduledOutcome, "due" | "because">): string {
  return `${name}: ${due}, because ${because}`;
}

function documentOf(environment: string, rest: object): string {
  return `${JSON.stringify({ environment, ...rest }, null, 2)}\n`;
}

async function runDue(
  environment: Environment,
  scheduled: ScheduledEnvironment,
  { json, timeoutSeconds }: DueFlags,
  context: CommandContext,
): Promise<ScheduledOutcome> {
  const progress = progressOn(json ? context.stderr : context.stdout, context.environment);
  const [{ runWhatIsDue }, { prepareRuns }] = await Promise.all([
    import("../delivery/schedule/scheduled-run"),
    import("../delivery/terraform-cloud/preparation"),
  ]);
  const title = `what is due for ${environment.name}`;
  progress.started(title);
  try {
    return await withToolbox(context, progress.print, (toolbox) => {
      const request: RunMeans["request"] = async (purpose) => {
        const stacks = [scheduled.runtimeStack];
        const [made] = (await prepareRuns(purpose, { environment, stacks }, toolbox)).requests;
        if (made === undefined) throw new Error(`${scheduled.runtimeStack} was not synthesized`);
        return made;
      };
      return runWhatIsDue(scheduled, { request, timeoutSeconds, note: (text) => progress.noted(title, text) });
    });
  } finally {
    progress.close();
  }
}

/** Keeps one issue of what needs a person, where there is a token to write it with. */
async function told(
  environment: Environment,
  work: () => Promise<ScheduledOutcome>,
  context: CommandContext,
): Promise<ScheduledOutcome & { readonly issue?: KeptIssue | undefined }> {
  try {
    const ended = await work();
    if (ended.outcome === "told") return ended;
    const text = ended.outcome === "waits" ? issueText(ended) : undefined;
    return { ...ended, issue: await issueOf(environment, text, context) };
  } catch (error) {
    if (error instanceof UserError) await issueOf(environment, error.message, context);
    throw error;
  }
}

function issueText({ due, because, run }: ScheduledOutcome): string {
  return [`A ${due} waits for a person: ${because}.`, ...(run === undefined ? [] : [run])].join("\n\n");
}

async function issueOf(
  { name, account }: Environment,
  text: string | undefined,
  { environment, projectRoot }: CommandContext,
): Promise<KeptIssue | undefined> {
  if (!hasGithubToken(environment)) return undefined;
  const names = loadConfiguration(projectRoot).environments.map((each) => each.name);
  const section = { environment: name, text };
  return keepIssue(githubClient(environment), repositoryOf(environment, [account]), scheduleIssue, names, section);
}
