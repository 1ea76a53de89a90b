import type { Finding, ScannerName } from "../finding";
import type { BlockTables } from "../hcl/blocks";

/** Runs a program to its end, in a process group of its own that an interrupt ends. Rejects where it cannot be started. */
export type RunProgram = (
  program: string,
  args: readonly string[],
) => Promise<{ readonly exitCode: number; readonly stderr: string }>;

/** A scanner as it is to be had here. */
export interface ScannerProgram {
  readonly program: string;
  readonly run: RunProgram;
  /** An empty folder of the caller's, who removes it however the scan ends. */
  readonly workFolder: string;
}

export interface StackJson {
  readonly name: string;
  /** Text of the stack's `cdk.tf.json`. */
  readonly text: string;
  /** What providers say of its types, where the constructs do not make all of them. */
  readonly learned?: BlockTables;
}

/** A scan that did not happen, or saw less than it should have: never a pass, whatever it reported. */
export interface ScannerFailure {
  readonly scanner: ScannerName;
  /** The stack, or all of them joined by commas where they were scanned together. */
  readonly stack: string;
  /** One sentence, with what to do where that is known. */
  readonly message: string;
}

export interface ScannerReport {
  readonly scanner: ScannerName;
  readonly findings: readonly Finding[];
  readonly passedChecks: number;
  readonly failures: readonly ScannerFailure[];
}

/** Why a scan is not one. */
export class ScanError extends Error {}

/** @param read throws where a report is half, or another program's */
export function readOrFail<Report>(read: () => Report, problem: string): Report {
  try {
    return read();
  } catch {
    throw new ScanError(problem);
  }
}

export function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

/** @returns what the program ended with */
export async function started(
  scanner: ScannerName,
  { program, run }: ScannerProgram,
  args: readonly string[],
): Promise<Awaited<ReturnType<RunProgram>>> {
  return run(program, args).catch((error: unknown) => {
    throw new ScanError(`${scanner} cannot be started: ${error instanceof Error ? error.message : String(error)}`);
  });
}
