import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mendable } from "../user-error";

/** Where plans are kept for `slipway plan-report`, which tells the stack by the file's name. */
export class PlanFiles {
  /** @throws UserError where the folder cannot be made, before anything is planned */
  constructor(private readonly folder: string) {
    this.attempt(() => void mkdirSync(folder, { recursive: true }));
  }

  /** @returns the file */
  write(stack: string, plan: unknown): string {
    const file = join(this.folder, `${stack}.json`);
    this.attempt(() => {
      writeFileSync(`${file}.${process.pid}`, `${JSON.stringify(plan)}\n`);
      renameSync(`${file}.${process.pid}`, file);
    });
    return file;
  }

  private attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      throw mendable(error, (code) => `${this.folder} cannot be written (${code}); name a writable folder with --out`);
    }
  }
}
