import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Shutdown } from "../shutdown";

/** Waits while another living process holds the lock file, then does the work alone. */
export async function withLock<Result>(
  file: string,
  shutdown: Shutdown,
  waiting: () => void,
  work: () => Promise<Result>,
): Promise<Result> {
  mkdirSync(dirname(file), { recursive: true });
  if (!tryLock(file)) {
    waiting();
    while (!tryLock(file)) await sleep(pollMilliseconds);
  }
  shutdown.own(file);
  try {
    return await work();
  } finally {
    shutdown.remove(file);
  }
}

const pollMilliseconds = 100;

function tryLock(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    removeIfStale(file);
    return false;
  }
}

/** A holder that was killed outright leaves its lock behind. */
function removeIfStale(file: string): void {
  const holder = readHolder(file);
  if (holder !== undefined && !isAlive(holder)) rmSync(file, { force: true });
}

function readHolder(file: string): number | undefined {
  try {
    const holder = Number(readFileSync(file, "utf8"));
    return holder > 0 ? holder : undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
