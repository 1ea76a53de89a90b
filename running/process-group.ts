import { readdirSync, readFileSync } from "node:fs";

/** @returns whether the group has a process, be it only one that has ended and waits for its parent */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

/** Whether a process of the group still runs. An orphan that has ended may stay listed until the system collects it. */
export function isGroupRunning(group: number): boolean {
  if (!signalGroup(group, 0)) return false;
  return process.platform !== "linux" || processIds().some((id) => isRunningIn(group, id));
}

function processIds(): readonly string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
}

/** From `/proc/ID/stat`: ID (NAME) STATE PARENT GROUP ..., where NAME may hold anything. */
function isRunningIn(group: number, id: string): boolean {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, "utf8");
    const [state, , processGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(processGroup) === group && state !== "Z" && state !== "X";
  } catch {
    return false;
  }
}
