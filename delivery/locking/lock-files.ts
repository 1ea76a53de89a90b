import fs from "node:fs";
import path from "node:path";
import { stackNames } from "../../model/stack-names";
import { writeWhole } from "../../running/write-whole";

/** Built-in modules only: the app command loads this file too. */

const lockFolder = "config/locks";

/** What a warning needs to know of an environment. */
type Named = Parameters<typeof stackNames>[0];

/** The committed dependency lock file of a stack, relative to the project's folder. */
export function lockFileOf(stack: string): string {
  return `${lockFolder}/${stack}.terraform.lock.hcl`;
}

/** Puts every stack's lock file, where there is one, beside its JSON: Terraform Cloud is sent both. */
export function copyLockFiles(root: string, outdir: string): void {
  for (const stack of fs.readdirSync(path.join(outdir, "stacks"))) {
    const file = path.join(root, lockFileOf(stack));
    if (fs.existsSync(file)) fs.copyFileSync(file, path.join(outdir, "stacks", stack, ".terraform.lock.hcl"));
  }
}

/** @returns the version of the AWS provider that a stack is deployed with; nothing where it has no lock file */
export function lockedProvider(root: string, stack: string): string | undefined {
  const file = path.join(root, lockFileOf(stack));
  return fs.existsSync(file) ? lockedVersion(fs.readFileSync(file, "utf8")) : undefined;
}

export function lockedVersion(lockFile: string): string {
  return /\bversion\s*=\s*"([^"]+)"/.exec(lockFile)?.[1] ?? "of an unknown version";
}

/** One warning for all stacks that lack a lock file. */
export function lockFileWarnings(root: string, environments: readonly Named[]): readonly string[] {
  const lacking = (environment: Named) =>
    stackNames(environment).filter((stack) => !fs.existsSync(path.join(root, lockFileOf(stack))));
  const stacks = [...new Set(environments.flatMap(lacking))];
  if (stacks.length === 0) return [];
  const commands = environments
    .filter((environment) => lacking(environment).length > 0)
    .map(({ name }) => `npx slipway lock ${name}`);
  return [
    `no lock file for ${stacks.join(", ")}: Terraform Cloud takes the newest provider in range; ` +
      `make them with: ${commands.join(" && ")}`,
  ];
}

/** Replaces a stack's lock file by a whole one. */
export function writeLockFile(root: string, stack: string, text: string): void {
  writeWhole(path.join(root, lockFileOf(stack)), text, `make ${lockFolder} a writable folder`);
}
