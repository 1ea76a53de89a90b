import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { compareTexts, type Fault } from "./diagnostics";

const largestFileKiB = 256;

export interface Listing {
  /** Names of the folder's YAML files, without extension, sorted. */
  readonly names: readonly string[];
  readonly faults: readonly Fault[];
}

/** @param folder relative to the root, with forward slashes */
export function listYamlFiles(root: string, folder: string): Listing {
  const entries = entriesOf(join(root, folder));
  if ("problem" in entries) return { names: [], faults: [{ file: folder, path: [], message: entries.problem }] };
  const files = entries.files.filter((file) => !file.startsWith("."));
  const names = files.filter((file) => file.endsWith(".yaml")).map((file) => file.slice(0, -".yaml".length));
  const misnamed = files
    .filter((file) => file.endsWith(".yml"))
    .map((file) => ({ file: `${folder}/${file}`, path: [], message: "the extension is .yaml here; rename the file" }));
  if (names.length > 0) return { names: names.sort(compareTexts), faults: misnamed };
  return { names, faults: misnamed.length > 0 ? misnamed : [{ file: folder, path: [], message: noFile }] };
}

const noFile = "there is no YAML file; write one, as docs/config.md says";

export type TextReading = { readonly text: string } | { readonly problem: string };

/** UTF-8 text, with or without a byte order mark. */
export function readText(path: string): TextReading {
  try {
    const { size } = statSync(path);
    if (size > largestFileKiB * 1024) {
      const kibibytes = Math.ceil(size / 1024);
      return { problem: `the file has ${kibibytes} KiB; a configuration file has at most ${largestFileKiB} KiB` };
    }
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    if (error instanceof TypeError) return { problem: "the file is not UTF-8 text; save it as UTF-8" };
    return { problem: `the file cannot be read (${systemCode(error)}); make it a readable file` };
  }
}

function entriesOf(folder: string): { readonly files: readonly string[] } | { readonly problem: string } {
  try {
    return { files: readdirSync(folder) };
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    const code = systemCode(error);
    return { problem: code === "ENOENT" ? noFile : `the folder cannot be read (${code}); make it a readable folder` };
  }
}

function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
