import { isMap, isPair, isScalar, type Node, parseDocument, visit } from "yaml";
import { excessIn } from "../../../config/yaml-problems";

/** A part of a text. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

export interface Entry extends Part {
  readonly key: Part;
  /** Between braces, and not on lines of its own. */
  readonly isInline: boolean;
}

export interface SettingsText {
  readonly text: string;
  readonly values: readonly Part[];
  readonly numbers: readonly Part[];
  readonly entries: readonly Entry[];
}

/** Where the text's keys and values stand, as far as it can be read. */
export function settingsText(text: string): SettingsText {
  const values: Part[] = [];
  const numbers: Part[] = [];
  const entries: Entry[] = [];
  if (excessIn(text) !== undefined) return { text, values, numbers, entries };
  visit(parseDocument(text, { logLevel: "silent" }), {
    Node: (role, node) => {
      const part = partOf(node);
      if (role === "key" || part === undefined) return;
      values.push(part);
      if (isScalar(node) && typeof node.value === "number") numbers.push(part);
    },
    Pair: (_, pair, ancestors) => {
      const [key, value] = [partOf(pair.key), partOf(pair.value)];
      const map = ancestors.findLast(isMap);
      if (key === undefined || isPair(ancestors.at(-1))) return;
      entries.push({ key, from: key.from, to: value?.to ?? key.to + 1, isInline: map?.flow === true });
    },
  });
  return { text, values, numbers, entries };
}

function partOf(node: unknown): Part | undefined {
  const range = isNodeWithRange(node) ? node.range : undefined;
  return range == null ? undefined : { from: range[0], to: range[1] };
}

function isNodeWithRange(node: unknown): node is Node {
  return typeof node === "object" && node !== null && "range" in node;
}

export function partText(text: string, { from, to }: Part): string {
  return text.slice(from, to);
}

export function withText(text: string, { from, to }: Part, replacement: string): string {
  return text.slice(0, from) + replacement + text.slice(to);
}
