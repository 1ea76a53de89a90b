import type { ChildProcesses } from "../../running/processes";

export type RunVerb = "plan" | "run" | "gate" | "teardown" | "return";

/** What a run says of its origin, and what is read again where another environment asks which commit was applied. */
export function runMessage(verb: RunVerb, environment: string, commit: string | undefined): string {
  return `slipway ${verb} ${environment}${commit === undefined ? "" : ` at commit ${commit}`}`;
}

/** The configuration version is this one run's alone, so the run is found by it where the server's answer was lost. */
export function markedMessage(message: string, configurationVersion: string): string {
  return `${message} [${configurationVersion}]`;
}

/** Whether a run was made by `slipway run` of this environment. */
export function isRunOf(environment: string, message: string): boolean {
  return `${message} `.startsWith(`${runMessage("run", environment, undefined)} `);
}

/** Whether a run was made by the schedule of this environment. */
export function isScheduledRun(environment: string, message: string): boolean {
  return /^slipway (?:teardown|return) (\S+)/.exec(message)?.[1] === environment;
}

/** @returns the commit of a run that was made by `slipway run`, or by a schedule to bring it back; nothing for any other */
export function commitInMessage(message: string): string | undefined {
  return /^slipway (?:run|return) \S+ at commit ([0-9a-f]{40,64})( \[[\w-]+\])?$/.exec(message)?.[1];
}

/** @returns nothing where the folder is no checkout, or holds changes that no commit has */
export async function currentCommit(
  children: ChildProcesses,
  projectRoot: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  const git = (...args: readonly string[]) => children.run("git", args, { cwd: projectRoot, env: environment });
  try {
    const [head, status] = await Promise.all([git("rev-parse", "HEAD"), git("status", "--porcelain")]);
    const isClean = head.exitCode === 0 && status.exitCode === 0 && status.stdout.trim() === "";
    return isClean ? head.stdout.trim() : undefined;
  } catch {
    return undefined;
  }
}
