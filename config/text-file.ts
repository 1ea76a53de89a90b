import { isUtf8 } from "node:buffer";
import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { compareTexts, type Fault, type Position, positionIn } from "./diagnostics";

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
  const shown = entries.entries.filter(({ name }) => !name.startsWith("."));
  const isRead = (entry: Dirent) => !entry.isDirectory() && entry.name.endsWith(".yaml");
  const names = shown.filter(isRead).map(({ name }) => name.slice(0, -".yaml".length));
  const ignored = shown.flatMap((entry) => {
    const message = isRead(entry) ? undefined : ignoredProblem(entry);
    return message === undefined ? [] : [{ file: `${folder}/${entry.name}`, path: [], message }];
  });
  if (names.length > 0) return { names: names.sort(compareTexts), faults: ignored };
  return { names, faults: ignored.length > 0 ? ignored : [{ file: folder, path: [], message: noFile }] };
}

/** What somebody may have meant to be read; notes and the like may lie beside the files. */
function ignoredProblem(entry: Dirent): string | undefined {
  if (entry.isDirectory()) return "a folder here is ignored; move its files up, or elsewhere";
  if (/\.ya?ml$/i.test(entry.name)) return "ignored, as the extension is .yaml here; rename the file";
  return /\.json$/i.test(entry.name)
    ? "ignored, as settings are YAML here; rename it to .yaml, which may hold JSON, or move it elsewhere"
    : undefined;
}

const noFile = "there is no YAML file; write one, as docs/config.md says";

/** The problem's position is absent where it is the file itself. */
export type TextReading = { readonly text: string } | { readonly problem: string; readonly position?: Position };

/** UTF-8 text, with or without a byte order mark. */
export function readText(path: string): TextReading {
  try {
    const status = statSync(path);
    // Reading a pipe or a device may never end.
    if (!status.isFile()) return { problem: "this is no regular file; put one here, or a link to one" };
    const { size } = status;
    if (size > largestFileKiB * 1024) {
      const kibibytes = Math.ceil(size / 1024);
      return { problem: `the file has ${kibibytes} KiB; a configuration file has at most ${largestFileKiB} KiB` };
    }
    const bytes = readFileSync(path);
    const text = new TextDecoder().decode(bytes);
    if (isUtf8(bytes)) return { text };
    return {
      problem: "this is not UTF-8 text; save the file as UTF-8",
      position: positionIn(text, text.indexOf("\ufffd")),
    };
  } catch (error) {
    return { problem: `the file cannot be read (${systemCode(error)}); make it a readable file` };
  }
}

function entriesOf(folder: string): { readonly entries: readonly Dirent[] } | { readonly problem: string } {
  try {
    return { entries: readdirSync(folder, { withFileTypes: true }) };
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    const code = systemCode(error);
    return { problem: code === "ENOENT" ? noFile : `the folder cannot be read (${code}); make it a readable folder` };
  }
}

function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
