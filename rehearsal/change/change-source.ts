import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { environmentFile } from "../../config/load";
import { orList } from "../../model/wording";
import { UserError } from "../../running/user-error";

/** What a change begins from. */
export type ChangeSource =
  | { readonly kind: "commit"; readonly from: string; readonly commit: string }
  | { readonly kind: "folder"; readonly from: string; readonly folder: string };

const environmentsFolder = "config/environments";

/**
 * Where an environment was before a change, found before anything is started.
 *
 * @param from a folder that holds a `config/`, or whatever git takes for a commit
 * @throws UserError where it is neither, or has no such environment
 */
export function changeSource(from: string, name: string, projectRoot: string): ChangeSource {
  const folder = resolve(projectRoot, from);
  if (existsSync(join(folder, "config"))) {
    const environments = join(folder, environmentsFolder);
    assertEnvironment(from, name, existsSync(environments) ? readdirSync(environments) : []);
    return { kind: "folder", from, folder };
  }
  const commit = commitOf(from, projectRoot);
  if (commit === undefined) {
    throw new UserError(
      `--from: ${JSON.stringify(from)} is neither a folder with a config/ nor a commit that git knows here; ` +
        "name a branch, a tag or a commit, or a folder, and fetch what is missing (a shallow clone has one commit)",
    );
  }
  const listed = git(projectRoot, ["ls-tree", "--name-only", commit, `${environmentsFolder}/`]) ?? "";
  assertEnvironment(from, name, listed.split("\n"));
  return { kind: "commit", from, commit };
}

function assertEnvironment(from: string, name: string, files: readonly string[]): void {
  const names = files.flatMap((file) => /([^/]+)\.yaml$/.exec(file)?.[1] ?? []);
  if (names.includes(name)) return;
  const there = names.length === 0 ? `there is none in ${environmentsFolder}` : `it has ${orList(names)}`;
  throw new UserError(
    `--from: ${from} has no ${environmentFile(name)}, so that nothing changes: ${there}; rehearse ${name} without --from`,
  );
}

function commitOf(from: string, projectRoot: string): string | undefined {
  return git(projectRoot, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${from}^{commit}`])?.trim();
}

/** @returns nothing where git fails or is not there */
function git(projectRoot: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", args, { cwd: projectRoot, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}
