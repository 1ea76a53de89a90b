import { rmSync } from "node:fs";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ChildProcesses, Interrupted } from "./processes";

/** What must not outlive the command, however it ends: its child processes and its temporary folders and locks. */
export class Shutdown {
  readonly children = new ChildProcesses();
  private readonly paths = new Set<string>();
  private readonly lastWork = new Set<() => Promise<void>>();
  private readonly hurry = new AbortController();
  private interrupted = false;

  /** @param notice tells the person that the interrupt was heard */
  constructor(private readonly notice: (text: string) => void) {}

  /** Removes the path at the end, unless it is released before. */
  own(path: string): void {
    this.paths.add(path);
  }

  release(path: string): void {
    this.paths.delete(path);
  }

  /** Removes what `own` was told to remove at the end now. */
  remove(path: string): void {
    removeTree(path);
    this.paths.delete(path);
  }

  /**
   * Has an interrupted command do this before it ends, within a few seconds.
   *
   * @returns what takes it back
   * @throws Interrupted where the command is ending already
   */
  beforeEnd(work: () => Promise<void>): () => void {
    if (this.interrupted) throw new Interrupted();
    this.lastWork.add(work);
    return () => void this.lastWork.delete(work);
  }

  listen(): void {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => void this.interrupt(signal));
    }
    process.on("exit", () => {
      this.children.kill();
      this.removePaths();
    });
  }

  /** The normal end. Nothing here needs a grace: what is still running is thrown away. */
  async finish(): Promise<void> {
    await this.children.end(0);
    this.removePaths();
  }

  private async interrupt(signal: "SIGINT" | "SIGTERM" | "SIGHUP"): Promise<void> {
    if (this.interrupted) {
      this.hurry.abort();
      this.children.kill();
      return;
    }
    this.interrupted = true;
    this.notice("interrupted: stopping (press Ctrl-C again to stop at once)");
    const works = [...this.lastWork].map((work) => work());
    const patience = sleep(lastWorkMilliseconds, undefined, { signal: this.hurry.signal }).catch(() => undefined);
    await Promise.all([Promise.race([Promise.allSettled(works), patience]), this.children.end(graceMilliseconds)]);
    this.removePaths();
    process.exit(128 + constants.signals[signal]);
  }

  private removePaths(): void {
    for (const path of this.paths) this.remove(path);
  }
}

/** Terraform's chance to end by itself; its state is thrown away with the emulator. */
const graceMilliseconds = 2000;

/** For a few questions to a server; who does not want to wait presses Ctrl-C again. */
const lastWorkMilliseconds = 20_000;

function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
