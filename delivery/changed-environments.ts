import { accountFile, environmentFile } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { changedFiles, isFileOf } from "./changed-files";

/** Everything of ours that decides what stacks are; the rest of the program only brings them to AWS. */
const synthesis =
  /^(app\.ts|main\.ts|package-lock\.json|(capabilities|config|constructs|model|stacks)\/.*(?<!\.test)\.ts)$/;

/**
 * Which environments may have other stacks than at a commit, and were there; every one where the commit is not there any
 * more, or where none is given.
 */
export function touchedSince(projectRoot: string, commit: string): (environment: Environment) => boolean {
  const changed = changedFiles(projectRoot, commit);
  if (changed === undefined) return () => true;
  return ({ name, account }) => {
    const own = [environmentFile(name), accountFile(account.name)];
    return (
      changed.some((file) => own.includes(file) || synthesis.test(file)) &&
      isFileOf(projectRoot, commit, environmentFile(name))
    );
  };
}
