import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ConfigurationError, type Fault } from "../../../config/diagnostics";
import { loadConfiguration } from "../../../config/load";
import type { FuzzDocument } from "./documents";

export interface Loading {
  readonly isAccepted: boolean;
  readonly faults: number;
  /** Of the processors, which may have been at other work meanwhile. */
  readonly milliseconds: number;
  /** What no loading may do, whatever the document is. */
  readonly breaches: readonly string[];
}

/** Loads the document and the file beside it as they would be from a project's folder. */
export function loadDocument({ path, bytes, beside }: FuzzDocument): Loading {
  const root = mkdtempSync(join(tmpdir(), "slipway-fuzz-"));
  try {
    for (const [file, content] of [
      [path, bytes],
      [beside.path, beside.text],
    ] as const) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), content);
    }
    const begun = process.cpuUsage();
    const error = errorOf(() => loadConfiguration(root));
    const { user, system } = process.cpuUsage(begun);
    const milliseconds = (user + system) / 1000;
    const texts = { [path]: new TextDecoder().decode(bytes), [beside.path]: beside.text };
    const faults = error instanceof ConfigurationError ? error.faults.length : 0;
    return { isAccepted: error === undefined, faults, milliseconds, breaches: breachesOf(error, texts) };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function errorOf(load: () => unknown): unknown {
  try {
    load();
    return undefined;
  } catch (error) {
    return error ?? new Error("nothing was thrown");
  }
}

function breachesOf(error: unknown, texts: Readonly<Record<string, string>>): readonly string[] {
  if (error === undefined) return [];
  if (!(error instanceof ConfigurationError)) {
    return [`it ends with ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
  const lines = error.message.split("\n");
  return [
    ...(error.faults.length === 0 ? ["it is refused for nothing"] : []),
    ...(lines.length === error.faults.length ? [] : [`${error.faults.length} faults take ${lines.length} lines`]),
    ...lines.filter((line) => fromProgram.test(line)).map((line) => `it shows what is the program's: ${line}`),
    ...error.faults.filter((fault) => !isInside(fault, texts[fault.file])).map((fault) => `nowhere: ${placed(fault)}`),
  ];
}

/** A frame of a stack, a class of errors, or what zod and JavaScript say by themselves. */
const fromProgram =
  /^\s+at |\b\w+\.(c|m)?[jt]s:\d+|\b(Type|Range|Syntax|Reference)Error\b|Invalid input|\[object |undefined|NaN$/;

function isInside({ position }: Fault, text: string | undefined): boolean {
  if (position === undefined || text === undefined) return false;
  const line = text.split("\n")[position.line - 1];
  return line !== undefined && position.line >= 1 && position.column >= 1 && position.column <= line.length + 1;
}

function placed({ file, position, message }: Fault): string {
  return `${file}:${position?.line}:${position?.column} ${message}`;
}
