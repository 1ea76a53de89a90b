import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { Interrupted } from "../../../running/processes";

/** An editor that saves several files, or one in several steps, causes one restart. */
const settledMilliseconds = 100;

/** The backend as a process that is stopped and started again after a change of its sources. */
export class ReloadedBackend {
  private child: ChildProcess;
  private settling: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(
    private readonly start: () => ChildProcess,
    sources: string,
    private readonly say: (text: string) => void,
  ) {
    this.child = start();
    watch(sources, { recursive: true }, (_, file) => {
      if (file?.endsWith(".py")) this.changed();
    });
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  private changed(): void {
    if (this.isStopping) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => void this.restart(), settledMilliseconds);
  }

  private async restart(): Promise<void> {
    this.isStopping = true;
    if (this.isRunning) {
      const ended = once(this.child, "exit");
      this.child.kill("SIGTERM");
      await ended;
    }
    this.isStopping = false;
    try {
      this.child = this.start();
      this.say("started the changed backend");
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
    }
  }
}
