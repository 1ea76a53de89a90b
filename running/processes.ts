import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { isGroupRunning, signalGroup } from "./process-group";

export interface ChildOptions {
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called for each line of standard output while the process runs. */
  readonly onLine?: (line: string) => void;
  /** Kills the process, and what it has started, when it is aborted. */
  readonly signal?: AbortSignal;
  /** Standard input, output and error; without it, nothing to read and two pipes. */
  readonly stdio?: StdioOptions;
}

export interface Finished {
  /** 128 and more when a signal ended it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Thrown to code that wants to start a process after an interrupt. */
export class Interrupted extends Error {}

/**
 * All child processes of this command, each with a process group of its own: a terminal's Ctrl-C reaches them
 * only through `end`, and what they start themselves (Terraform its provider plugins) ends with them.
 */
export class ChildProcesses {
  private readonly groups = new Map<number, ChildProcess>();
  private ending = false;

  /** Starts a process that runs until `end`, unless it ends by itself. */
  start(command: string, args: readonly string[], options: ChildOptions): ChildProcess {
    if (this.ending) throw new Interrupted();
    const { cwd, env, stdio = ["ignore", "pipe", "pipe"] } = options;
    const child = spawn(command, args, { cwd, env, detached: true, stdio });
    const group = child.pid;
    if (group === undefined) return child;
    this.groups.set(group, child);
    child.once("exit", () => void this.sweep(group));
    return child;
  }

  /** Runs a process to its end. Once `end` was called the promise stays open, so that nothing acts on a torn result. */
  run(command: string, args: readonly string[], options: ChildOptions): Promise<Finished> {
    return new Promise((resolve, reject) => {
      const child = this.start(command, args, options);
      const stdout: Buffer[] = [];
      const stderr: Buffer[] = [];
      child.stdout?.on("data", (chunk: Buffer) => stdout.push(chunk));
      child.stderr?.on("data", (chunk: Buffer) => stderr.push(chunk));
      if (options.onLine !== undefined && child.stdout !== null) {
        createInterface({ input: child.stdout }).on("line", options.onLine);
      }
      options.signal?.addEventListener("abort", () => {
        if (child.pid !== undefined && this.groups.has(child.pid)) signalGroup(child.pid, "SIGKILL");
      });
      child.once("error", (error) => {
        if (!this.ending) reject(error);
      });
      child.once("close", (exitCode) => {
        if (this.ending) return;
        resolve({ exitCode: exitCode ?? 128, stdout: text(stdout), stderr: text(stderr) });
      });
    });
  }

  /** Asks every process to stop, kills what is left after the grace, and waits until all groups are gone. */
  async end(graceMilliseconds: number): Promise<void> {
    this.ending = true;
    for (const child of this.groups.values()) child.kill("SIGINT");
    await this.allGone(graceMilliseconds);
    this.kill();
    await this.allGone(killMilliseconds);
  }

  kill(): void {
    this.ending = true;
    for (const group of this.groups.keys()) signalGroup(group, "SIGKILL");
  }

  /** Hands a process over: it goes on after this command. */
  release(child: ChildProcess): void {
    if (child.pid !== undefined) this.groups.delete(child.pid);
    child.stdout?.destroy();
    child.unref();
  }

  /** Ends what the process has started and left behind. */
  private async sweep(group: number): Promise<void> {
    signalGroup(group, "SIGKILL");
    while (isGroupRunning(group)) await sleep(pollMilliseconds, undefined, { ref: false });
    this.groups.delete(group);
  }

  private async allGone(milliseconds: number): Promise<void> {
    const deadline = Date.now() + milliseconds;
    while (this.anyAlive() && Date.now() < deadline) await sleep(pollMilliseconds);
  }

  private anyAlive(): boolean {
    for (const group of this.groups.keys()) {
      if (!isGroupRunning(group)) this.groups.delete(group);
    }
    return this.groups.size > 0;
  }
}

const pollMilliseconds = 10;
/** A killed process is gone at once; only one that waits on a disk is not. */
const killMilliseconds = 3000;

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}
