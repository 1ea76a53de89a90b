import { shownValue } from "../model/secret-values";
import { type ConfigPath, type Fault, formatPath } from "./diagnostics";
import type { YamlFile } from "./yaml-file";

/** Control and formatting characters but line feed and tab, and what is no character at all: nobody sees them in the file. */
const unseen =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/u;

/**
 * Adds what no setting may be written as, whatever the schema says of it: characters that nobody sees, blanks that look like
 * nothing, and numbers that others read otherwise. A leaf is reported once.
 */
export function withLeafFaults(content: YamlFile, faults: readonly Fault[]): readonly Fault[] {
  const leaves = leavesOf(content.value, []);
  const texts = leaves.flatMap((leaf) => faultOf(content, leaf, textProblem(leaf.value)));
  const numbers = leaves.flatMap((leaf) =>
    faultOf(content, leaf, typeof leaf.value === "number" ? numberProblem(content.sourceOf(leaf.path)) : undefined),
  );
  const others = faults.filter((fault) => !texts.some((text) => isSamePath(text, fault)));
  return [...texts, ...others, ...numbers.filter((number) => !faults.some((fault) => isSamePath(number, fault)))];
}

function faultOf({ file, positionOf }: YamlFile, { path, at }: Leaf, message: string | undefined): readonly Fault[] {
  return message === undefined ? [] : [{ file, position: positionOf(path, at), path, message }];
}

function isSamePath(left: Fault, right: Fault): boolean {
  return formatPath(left.path) === formatPath(right.path);
}

/** What the core schema of YAML 1.2 reads, and neither every reader of YAML nor every person reads the same. */
function numberProblem(source: string | undefined): string | undefined {
  if (source === undefined || /^-?(0|[1-9]\d*)(\.\d+)?$/.test(source)) return undefined;
  // What is infinite or no number is refused by every schema.
  if (!Number.isFinite(Number(source))) return undefined;
  const octal = /^0[0-7]+$/.test(source) ? Number.parseInt(source, 8) : undefined;
  return octal === undefined || octal === Number(source)
    ? `${shownValue(source)} is read as ${Number(source)}; write ${Number(source)}`
    : `${source} is read as ${Number(source)}, and elsewhere as ${octal}; write the one that is meant`;
}

function textProblem(value: string | number): string | undefined {
  const text = String(value);
  const [character] = unseen.exec(text) ?? [];
  if (character !== undefined) {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return `the text holds U+${code}, which nobody sees; write it without`;
  }
  return text !== "" && text.trim() === "" ? "the text is of blanks alone; write something, or remove it" : undefined;
}

interface Leaf {
  readonly path: ConfigPath;
  readonly at: "key" | "value";
  readonly value: string | number;
}

function leavesOf(value: unknown, path: ConfigPath): readonly Leaf[] {
  if (typeof value === "string" || typeof value === "number") return [{ path, at: "value", value }];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => leavesOf(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    { path: [...path, key], at: "key" as const, value: key },
    ...leavesOf(item, [...path, key]),
  ]);
}
