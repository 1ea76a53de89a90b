import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RepositoryPlan } from "../../model/plan/account-plan";
import { changedFiles } from "../changed-files";
import { ignoredBy } from "./docker-ignore";

type Build = NonNullable<RepositoryPlan["build"]>;

/**
 * Which builds read something that has changed since a commit; every one where the commit is not there any more, as
 * after a push by force, or where none is given.
 */
export function changedSince(projectRoot: string, commit: string): (build: Build) => boolean {
  const changed = changedFiles(projectRoot, commit);
  if (changed === undefined) return () => true;
  return (build) => changed.some((file) => isReadBy(projectRoot, build, file));
}

/** As Docker looks for it: beside the Dockerfile under its name, else in the context. */
function isReadBy(projectRoot: string, { context, file }: Build, changed: string): boolean {
  const folder = context === "." ? "" : `${context.replace(/^\.\/|\/$/g, "")}/`;
  const ignoreFile = existsSync(join(projectRoot, `${file}.dockerignore`))
    ? `${file}.dockerignore`
    : `${folder}.dockerignore`;
  if (changed === file || changed === ignoreFile) return true;
  if (!changed.startsWith(folder)) return false;
  const path = join(projectRoot, ignoreFile);
  return !existsSync(path) || !ignoredBy(readFileSync(path, "utf8"))(changed.slice(folder.length));
}
