import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { mendable } from "../../running/user-error";
import { writeWhole } from "../../running/write-whole";

const remedy = "name a writable folder with --out";

/** Where plans are kept for `slipway plan-report`, which tells the stack by the file's name. */
export class PlanFiles {
  /** @throws UserError where the folder cannot be made, before anything is planned */
  constructor(private readonly folder: string) {
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw mendable(error, (code) => `${folder} cannot be written (${code}); ${remedy}`);
    }
  }

  /** @returns the file */
  write(stack: string, plan: unknown): string {
    const file = join(this.folder, `${stack}.json`);
    writeWhole(file, `${JSON.stringify(plan)}\n`, remedy);
    return file;
  }
}
