import { execFileSync } from "node:child_process";

/** Makes a folder a repository with one commit of all that it holds. @returns git in it, for further ones */
export function committedFolder(folder: string): (...args: readonly string[]) => string {
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
      cwd: folder,
      encoding: "utf8",
    }).trim();
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "--message", "begin");
  return git;
}
