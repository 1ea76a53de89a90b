import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { ChildProcesses } from "../running/processes";
import type { RunFolder } from "../running/run-folder";
import { isAlive } from "../running/tools/lock";
import type { Emulator } from "./emulator";

const keptEmulatorSchema = z.object({ endpoint: z.string(), pid: z.int(), environment: z.string() });

/** An emulator that was left up for a look, or for `cdktf deploy` on the local target. */
export type KeptEmulator = z.output<typeof keptEmulatorSchema>;

export function recordKeptEmulator(folder: RunFolder, { endpoint, pid }: Emulator, environment: string): void {
  const kept: KeptEmulator = { endpoint, pid, environment };
  writeFileSync(recordIn(folder), `${JSON.stringify(kept, null, 2)}\n`);
}

/** @returns the emulator that is up; one that has ended, or whose process id is another's by now, counts for nothing */
export async function runningEmulator(
  folder: RunFolder,
  children: ChildProcesses,
  environment: NodeJS.ProcessEnv,
): Promise<KeptEmulator | undefined> {
  const kept = readRecord(folder);
  if (kept === undefined) return undefined;
  const { stdout } = await children.run("ps", ["-o", "args=", "-p", String(kept.pid)], { env: environment });
  return stdout.includes("slipway_emulator") ? kept : undefined;
}

/** What deploying to the local target lacks. Asks no other program, so a process id that is another's by now counts. */
export function localTargetWarnings(folder: RunFolder, environments: readonly string[]): readonly string[] {
  const kept = readRecord(folder);
  if (kept !== undefined && isAlive(kept.pid)) return [];
  return [
    `no emulator is up, and deploying to the local target needs one; start it with: npx slipway emulator start ${environments.join("|")}`,
  ];
}

/** Ends it with all that it holds, and removes the state that describes it. */
export async function stopKeptEmulator(folder: RunFolder, { pid }: KeptEmulator): Promise<void> {
  process.kill(pid, "SIGTERM");
  while (isAlive(pid)) await sleep(pollMilliseconds);
  rmSync(folder.local, { recursive: true, force: true });
}

const pollMilliseconds = 20;

/** @returns nothing where none was kept up, or its record cannot be read */
function readRecord(folder: RunFolder): KeptEmulator | undefined {
  try {
    return keptEmulatorSchema.parse(JSON.parse(readFileSync(recordIn(folder), "utf8")));
  } catch {
    return undefined;
  }
}

function recordIn(folder: RunFolder): string {
  return join(folder.local, "emulator.json");
}
