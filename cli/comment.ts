import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { Command } from "commander";
import { loadConfiguration } from "../config/load";
import { githubClient, hasGithubToken } from "../delivery/github/client";
import { type Report, reportsIn } from "../delivery/github/plan-text";
import { repositoryOf } from "../delivery/github/repository";
import { commentText, writeStickyComment } from "../delivery/github/sticky-comment";
import { exitCodes, mendable, UserError } from "../running/user-error";
import type { CommandContext } from "./command-context";

/** `slipway comment PULL_REQUEST PATH...`: the reports of plans where their reviewer is. */
export function commentCommand(context: CommandContext): Command {
  return new Command("comment")
    .description("show the reports of plans in a pull request, in one comment that is replaced at each run")
    .argument("<pull-request>", "its number")
    .argument("<path...>", "reports that slipway plan-report wrote as Markdown, or folders of them")
    .addHelpText(
      "after",
      "\nThe token is GITHUB_TOKEN or GH_TOKEN, with the permission to write pull requests; the repository is GITHUB_REPOSITORY,\n" +
        "else the one that the accounts name. Without a token, as in the pull request of a fork, the exit code is 3. Reports\n" +
        "that are too long for GitHub are left out whole and counted; one that refuses a plan never is.",
    )
    .action((pullRequest: string, paths: readonly string[]) => comment(pullRequest, paths, context));
}

async function comment(pullRequest: string, paths: readonly string[], context: CommandContext): Promise<void> {
  const { environment, projectRoot, stdout } = context;
  const number = numberOf(pullRequest);
  const text = commentText(paths.flatMap(reportsAt));
  if (!hasGithubToken(environment)) {
    stdout.write(
      "the comment is not written; skipped, because there is no token: GITHUB_TOKEN and GH_TOKEN are empty\n",
    );
    process.exitCode = exitCodes.skipped;
    return;
  }
  const repository = repositoryOf(environment, loadConfiguration(projectRoot).accounts);
  const { address, isNew } = await writeStickyComment(githubClient(environment), repository, number, text);
  stdout.write(`${isNew ? "written" : "replaced"}: ${address}\n`);
}

/** @throws UserError where it is no number of a pull request */
function numberOf(pullRequest: string): number {
  if (!/^[1-9]\d{0,9}$/.test(pullRequest)) {
    throw new UserError(`${JSON.stringify(pullRequest)} is no number of a pull request; give one such as 17`);
  }
  return Number(pullRequest);
}

/** A folder that is not there is one without reports: that is what a run leaves whose plans all failed. */
export function reportsAt(path: string): readonly Report[] {
  if (!existsSync(path) && !path.endsWith(extension)) return [];
  try {
    return filesAt(path).flatMap((file) => reportsIn(basename(file, extension), readFileSync(file, "utf8")));
  } catch (error) {
    throw mendable(error, (code) => `${path} cannot be read (${code}); name a report or a folder of reports`);
  }
}

const extension = ".md";

function filesAt(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith(extension));
  return names.sort().map((name) => join(path, name));
}
