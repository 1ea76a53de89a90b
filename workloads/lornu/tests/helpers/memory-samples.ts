import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

export interface MemorySample {
  /** Since the first sample. */
  readonly seconds: number;
  readonly mebibytes: number;
}

/** Resident memory of a process and all that it has started, once a second until the signal. */
export async function watchMemory(pid: number, until: AbortSignal): Promise<readonly MemorySample[]> {
  const samples: MemorySample[] = [];
  const begun = performance.now();
  while (!until.aborted) {
    const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss="]);
    samples.push({ seconds: (performance.now() - begun) / 1000, mebibytes: treeKibibytes(stdout, pid) / 1024 });
    await sleep(1000, undefined, { signal: until }).catch(() => undefined);
  }
  return samples;
}

/** @param listing lines of process, its parent, its resident kibibytes */
export function treeKibibytes(listing: string, root: number): number {
  const processes = listing.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const sum = (pid: number): number =>
    processes
      .filter(([, parent]) => parent === pid)
      .reduce((total, [child = 0, , kibibytes = 0]) => total + kibibytes + (child === pid ? 0 : sum(child)), 0);
  const own = processes.find(([pid]) => pid === root)?.[2] ?? 0;
  return own + sum(root);
}

/** The least squares' line through the samples: how much memory is added a second. */
export function mebibytesPerSecond(samples: readonly MemorySample[]): number {
  const mean = (of: (sample: MemorySample) => number) =>
    samples.reduce((total, sample) => total + of(sample), 0) / samples.length;
  const [middle, average] = [mean(({ seconds }) => seconds), mean(({ mebibytes }) => mebibytes)];
  const spread = mean(({ seconds }) => (seconds - middle) ** 2);
  return mean(({ seconds, mebibytes }) => (seconds - middle) * (mebibytes - average)) / spread;
}
