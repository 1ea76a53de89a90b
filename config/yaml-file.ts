import { type Document, isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { type ConfigPath, type Fault, type Position, positionIn } from "./diagnostics";
import { excessIn, offsetOf, type TextProblem, textProblems } from "./yaml-problems";

/** A file's settings as plain data, and where each of them is written. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** Where the value begins, or its key; for a setting that is missing, the nearest key above it. */
  readonly positionOf: (path: ConfigPath, at: "key" | "value") => Position;
  /** The text of a plain value, before YAML made a number of it. */
  readonly sourceOf: (path: ConfigPath) => string | undefined;
  readonly credentials: readonly Fault[];
}

export interface YamlReading {
  /** Absent where the text cannot be understood well enough to go on. */
  readonly content?: YamlFile;
  readonly faults: readonly Fault[];
}

const reading = { prettyErrors: false, stringKeys: true, uniqueKeys: false, logLevel: "error" } as const;

/** Reads the text of one file: YAML 1.2, core schema, one mapping, without aliases and tags. */
export function readYaml(file: string, text: string): YamlReading {
  const excess = excessIn(text);
  if (excess !== undefined) {
    const { offset, path, message } = excess;
    return { faults: [{ file, position: positionIn(text, offset), path, message }] };
  }
  const document = parseDocument(text, reading);
  const lines = linesOf(text);
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const faultAt = ({ offset, path, message }: TextProblem): Fault => ({
    file,
    position: positionAt(offset),
    path,
    message,
  });
  const { blocking, others, credentials } = textProblems(document);
  const faults = [...blocking, ...others].map(faultAt);
  if (blocking.length > 0) return { faults: [...faults, ...credentials.map(faultAt)] };
  return {
    faults,
    content: {
      file,
      value: document.toJS(),
      positionOf: (path, at) => positionAt(offsetIn(document, path, at)),
      sourceOf: (path) => {
        const { value, found } = locate(document, path);
        return found && isScalar(value) ? value.source : undefined;
      },
      credentials: credentials.map(faultAt),
    },
  };
}

/** Where a quote is not closed, the parser's own count misses lines. */
function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  return lines;
}

interface Location {
  readonly key?: Node;
  readonly value: unknown;
  readonly found: boolean;
}

function offsetIn(document: Document.Parsed, path: ConfigPath, at: "key" | "value"): number {
  const { key, value, found } = locate(document, path);
  const node = found && at === "value" && isNode(value) ? value : (key ?? document.contents);
  return node === null ? 0 : offsetOf(node);
}

/** Follows the path as far as the file goes; `key` is the last one met. */
function locate(document: Document.Parsed, path: ConfigPath): Location {
  let location: Location = { value: document.contents, found: true };
  for (const segment of path) {
    const next = stepInto(location.value, segment);
    if (next === undefined) return { ...location, found: false };
    location = { key: next.key ?? location.key, value: next.value, found: true };
  }
  return location;
}

function stepInto(node: unknown, segment: string | number): Omit<Location, "found"> | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(segment)];
    return value === undefined ? undefined : { value };
  }
  if (!isMap(node)) return undefined;
  // Of a key written twice the last one counts, as it does for the value.
  const pair = node.items.findLast((item) => isScalar(item.key) && item.key.value === segment);
  return pair === undefined || !isNode(pair.key) ? undefined : { key: pair.key, value: pair.value };
}
