import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ScannerName } from "../finding";
import { ScanError, type ScannerProgram, type ScannerReport, type StackJson } from "./scanner";
import { type StackFolder, stackFolder } from "./stack-folder";

export interface StacksTogether {
  /** Holds a folder for each stack. */
  readonly parent: string;
  readonly folders: readonly StackFolder[];
}

/** Runs a scanner over all stacks at once; why it is no scan becomes a failure of all of them. */
export async function scanTogether(
  scanner: ScannerName,
  { workFolder }: ScannerProgram,
  stacks: readonly StackJson[],
  scan: (together: StacksTogether) => Promise<ScannerReport>,
): Promise<ScannerReport> {
  try {
    const parent = join(workFolder, "stacks");
    mkdirSync(parent);
    return await scan({ parent, folders: stacks.map((stack) => stackFolder(parent, stack)) });
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    const stack = stacks.map(({ name }) => name).join(", ");
    return { scanner, findings: [], passedChecks: 0, failures: [{ scanner, stack, message: error.message }] };
  }
}
