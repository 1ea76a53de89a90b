import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { environmentFile } from "../../config/load";
import { temporaryFolder } from "../../running/run-folder";
import type { Toolbox } from "../../running/tools/toolbox";
import { Unavailable, UserError } from "../../running/user-error";

const lockFile = "package-lock.json";

/** The files of a commit in a folder of their own, which goes with the run; neither git's index nor its work trees change. */
export async function treeOf(commit: string, toolbox: Toolbox): Promise<string> {
  const { projectRoot, environment, shutdown } = toolbox;
  const folder = temporaryFolder(shutdown);
  const index = { ...environment, GIT_INDEX_FILE: join(folder, "index") };
  const git = async (...args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await shutdown.children.run("git", args, { cwd: projectRoot, env: index });
    if (exitCode !== 0) throw new UserError(`git ${args[0]} of ${commit} failed: ${stderr.trim()}`);
    return stdout.trim();
  };
  const within = await git("rev-parse", "--show-prefix");
  const top = join(folder, "tree");
  mkdirSync(top);
  await git("read-tree", commit);
  await git(`--work-tree=${top}`, "checkout-index", "--all", `--prefix=${top}/`);
  return join(top, within);
}

/** Leaves one environment: the rehearsal of what is there now has no other either. */
export function keepOnly(name: string, tree: string): void {
  const kept = environmentFile(name);
  const folder = join(tree, "config", "environments");
  for (const file of readdirSync(folder)) {
    if (join("config", "environments", file) !== kept) rmSync(join(folder, file), { recursive: true });
  }
  // Decides nothing but the order of releases, and names environments that are not here; production asks for a reason then.
  const text = readFileSync(join(tree, kept), "utf8");
  const alone = /^production: *true\b/m.test(text) ? "notPromotedBecause: it is rehearsed without the others\n" : "";
  writeFileSync(join(tree, kept), text.replace(/^promotedFrom:.*\n(?:[ -].*\n)*/m, alone));
}

/**
 * Lets the program of a tree synthesize its stacks for the emulator.
 *
 * @throws Unavailable where it cannot be installed or does not synthesize
 */
export async function synthesizeByOwnProgram(tree: string, output: string, toolbox: Toolbox): Promise<void> {
  const { environment, shutdown } = toolbox;
  await installPackages(tree, toolbox);
  const env = { ...environment, SLIPWAY_TARGET: "local", CDKTF_OUTDIR: output };
  const { exitCode, stderr } = await shutdown.children.run(process.execPath, ["scripts/synth.cjs"], { cwd: tree, env });
  if (exitCode !== 0) throw new Unavailable(`its own program does not synthesize: ${lastLine(stderr)}`);
}

async function installPackages(tree: string, { projectRoot, environment, shutdown }: Toolbox): Promise<void> {
  if (!existsSync(join(tree, lockFile))) throw new Unavailable("it has no program of its own");
  const text = (folder: string) => readFileSync(join(folder, lockFile), "utf8");
  if (existsSync(join(projectRoot, lockFile)) && text(tree) === text(projectRoot)) {
    symlinkSync(join(projectRoot, "node_modules"), join(tree, "node_modules"));
    return;
  }
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { exitCode, stderr } = await shutdown.children.run("npm", args, { cwd: tree, env: environment });
  if (exitCode !== 0) throw new Unavailable(`its packages cannot be installed: ${lastLine(stderr)}`);
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
