import { rmSync } from "node:fs";
import { constants } from "node:os";
import { ChildProcesses } from "./processes";

/** What must not outlive the command, however it ends: its child processes and its temporary folders and locks. */
export class Shutdown {
  readonly children = new ChildProcesses();
  private readonly paths = new Set<string>();
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
      this.children.kill();
      return;
    }
    this.interrupted = true;
    this.notice("interrupted: stopping (press Ctrl-C again to stop at once)");
    await this.children.end(graceMilliseconds);
    this.removePaths();
    process.exit(128 + constants.signals[signal]);
  }

  private removePaths(): void {
    for (const path of this.paths) this.remove(path);
  }
}

/** Terraform's chance to end by itself; its state is thrown away with the emulator. */
const graceMilliseconds = 2000;

function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
