import { Command } from "commander";
import type { Configuration } from "../config/configuration";
import { ConfigurationError, type Fault, formatFault, formatPath } from "../config/diagnostics";
import { accountFile, environmentFile, loadConfiguration, loadEnvironment } from "../config/load";
import { environmentWarnings } from "../config/warnings";
import { exitCodes } from "../running/user-error";

export interface CheckRequest {
  /** The project's folder, which holds `config/`. */
  readonly root: string;
  /** One environment with its account; every file where it is absent. */
  readonly name?: string;
  readonly json: boolean;
}

export interface CheckOutput {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/** `slipway check [NAME]`: reads the configuration, says what is wrong with it, and makes nothing. */
export function checkCommand(): Command {
  return new Command("check")
    .description("check the configuration: every fault of every file, at its line and column")
    .argument("[name]", "environment to check with its account; without it, all files")
    .option("--json", "print one JSON document instead of text", false)
    .action((name: string | undefined, { json }: { readonly json: boolean }) => {
      const output = {
        write: (text: string) => process.stdout.write(text),
        writeError: (text: string) => process.stderr.write(text),
      };
      process.exitCode = check({ root: process.cwd(), name, json }, output);
    });
}

/** @returns the exit code */
export function check({ root, name, json }: CheckRequest, { write, writeError }: CheckOutput): number {
  const result = inspect(() => (name === undefined ? loadConfiguration(root) : loadEnvironment(root, name)));
  if (json) {
    write(`${JSON.stringify({ ...result, faults: result.faults.map(faultInParts) }, null, 2)}\n`);
  } else {
    for (const file of result.files) write(`${file}: ok\n`);
    for (const warning of result.warnings) writeError(`warning: ${warning}\n`);
    for (const fault of result.faults) writeError(`${formatFault(fault)}\n`);
    if (result.faults.length > 0) writeError(`${faultCount(result.faults.length)}; nothing was written\n`);
  }
  return result.faults.length > 0 ? exitCodes.failed : exitCodes.passed;
}

function inspect(load: () => Configuration) {
  try {
    const { accounts, environments } = load();
    return {
      files: [
        ...accounts.map(({ name }) => accountFile(name)),
        ...environments.map(({ name }) => environmentFile(name)),
      ],
      warnings: environments.flatMap(environmentWarnings),
      faults: [],
    };
  } catch (error) {
    if (error instanceof ConfigurationError) return { files: [], warnings: [], faults: error.faults };
    throw error;
  }
}

function faultInParts({ file, position, path, message }: Fault) {
  return { file, ...position, path: formatPath(path), message };
}

function faultCount(count: number): string {
  return count === 1 ? "1 fault" : `${count} faults`;
}
