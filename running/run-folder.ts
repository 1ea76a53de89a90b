import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signalGroup } from "./process-group";
import type { Shutdown } from "./shutdown";
import { isAlive } from "./tools/lock";
import { mendable } from "./user-error";

/** Laid out as the project is, so that the synthesized JSON, whose paths are relative, needs no change. */
export interface RunFolder {
  readonly root: string;
  /** What synthesis writes. */
  readonly output: string;
  /** State, plans and the emulator's address. */
  readonly local: string;
}

const namePattern = /^slipway-(\d+)-/;

export function runFolderAt(root: string): RunFolder {
  return { root, output: join(root, "cdktf.out"), local: join(root, ".slipway", "local") };
}

export function temporaryRunFolder(shutdown: Shutdown): RunFolder {
  return runFolderAt(temporaryFolder(shutdown));
}

/** Carries this process's id in its name, and is gone at its end. */
export function temporaryFolder(shutdown: Shutdown): string {
  // A short name: Terraform's plugins put sockets below it, whose paths have a limit of about 100 characters.
  try {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), `slipway-${process.pid}-`));
    shutdown.own(folder);
    return folder;
  } catch (error) {
    throw mendable(error, (code) => `${tmpdir()} cannot be written (${code}); set TMPDIR to a writable folder`);
  }
}

/** Ends and removes what rehearsals that were killed outright have left behind. */
export async function removeStaleRuns(shutdown: Shutdown, environment: NodeJS.ProcessEnv): Promise<void> {
  const stale = staleRunFolders();
  if (stale.length === 0) return;
  const { stdout } = await shutdown.children.run("ps", ["-eo", "pgid=,args="], { env: environment });
  for (const folder of stale) {
    for (const group of groupsNaming(folder, stdout)) signalGroup(group, "SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

function staleRunFolders(): readonly string[] {
  const temporary = realpathSync(tmpdir());
  return readdirSync(temporary)
    .filter((name) => {
      const owner = namePattern.exec(name)?.[1];
      return owner !== undefined && !isAlive(Number(owner));
    })
    .map((name) => join(temporary, name));
}

/** Terraform names its stack's folder in its arguments, so that no stranger with a reused id is ended. */
function groupsNaming(folder: string, processes: string): readonly number[] {
  const lines = processes.split("\n").filter((line) => line.includes(`-chdir=${folder}/`));
  return lines.map((line) => Number.parseInt(line, 10)).filter((group) => group > 1);
}
