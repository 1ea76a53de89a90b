import { execFileSync } from "node:child_process";

/** @returns nothing where no commit is given, or git does not know it */
export function changedFiles(projectRoot: string, commit: string): readonly string[] | undefined {
  if (commit === "") return undefined;
  const names = git(projectRoot, ["diff", "--name-only", "-z", "--end-of-options", commit, "HEAD"]);
  return names?.split("\0").filter((name) => name !== "");
}

export function isFileOf(projectRoot: string, commit: string, file: string): boolean {
  return git(projectRoot, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}:${file}`]) !== undefined;
}

/** @returns nothing where git does not know the commit or the file in it */
export function fileAt(projectRoot: string, commit: string, file: string): string | undefined {
  return git(projectRoot, ["show", "--end-of-options", `${commit}:${file}`]);
}

function git(projectRoot: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", args, { cwd: projectRoot, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}
