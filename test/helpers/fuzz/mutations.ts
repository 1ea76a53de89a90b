import type { Pick } from "../seeded-random";
import { insertions, oddKeys, oddValues } from "./odd-values";
import { type Entry, type Part, partText, type SettingsText, settingsText, withText } from "./settings-text";

interface MutationInput extends SettingsText {
  readonly pick: Pick;
  /** A text of the same kind, to take parts from. */
  readonly other: string;
}

/** What goes wrong with a text in one place; the text itself where it has no such place. */
type Mutation = (input: MutationInput) => string;

const oddValue =
  (kind: keyof typeof oddValues): Mutation =>
  (input) =>
    replaced(input, input.values, input.pick<string>(oddValues[kind]));

/** By what goes wrong. */
export const mutations: Readonly<Record<string, Mutation>> = {
  "another number": (input) => {
    const { text, numbers, pick } = input;
    const near = (part: Part) => String(Number(partText(text, part)) + pick([-1, 1]));
    return oneOf(input, numbers, (part) => withText(text, part, pick([near(part), pick<string>(oddValues.numbers)])));
  },
  "a number": oddValue("numbers"),
  "another word": oddValue("words"),
  "an odd text": oddValue("texts"),
  "a list or mapping": oddValue("collections"),
  "a long text": oddValue("long"),
  "nested values": oddValue("nested"),
  "a huge list or mapping": oddValue("huge"),
  nothing: (input) => replaced(input, input.values, ""),
  "an entry gone": (input) => replaced(input, input.entries, ""),
  "an entry twice": (input) => oneOf(input, input.entries, (entry) => withCopy(input.text, entry)),
  "another key": (input) => replaced(input, keysOf(input), input.pick<string>(oddKeys)),
  "a misspelt key": (input) =>
    oneOf(input, keysOf(input), (key) => withText(input.text, key, misspelt(partText(input.text, key), input.pick))),
  "another setting's value": ({ text, values, pick }) => {
    if (values.length === 0) return text;
    return withText(text, pick(values), partText(text, pick(values)));
  },
  "another file's value": (input) => {
    const { text, values, pick, other } = input;
    const others = settingsText(other).values;
    if (others.length === 0) return text;
    return oneOf(input, values, (part) => withText(text, part, partText(other, pick(others))));
  },
  "something before a value": ({ text, values, pick }) =>
    values.length === 0 ? text : insertedAt(text, pick(values).from, pick<string>(insertions)),
  "something anywhere": ({ text, pick }) => insertedAt(text, pick(offsetsOf(text)), pick<string>(insertions)),
  "an anchor and its alias": (input) => {
    const aliased = replaced(input, input.values, "*a");
    return oneOf({ ...input, text: aliased }, input.values, ({ from }) => insertedAt(aliased, from, "&a "));
  },
  "a value in quotes": (input) =>
    oneOf(input, input.values, (part) => {
      const quote = input.pick(['"', "'"]);
      return withText(input.text, part, `${quote}${partText(input.text, part)}${input.pick([quote, ""])}`);
    }),
  "an end too early": ({ text, pick }) => text.slice(0, pick(offsetsOf(text))),
  "a character gone": ({ text, pick }) => {
    const at = pick(offsetsOf(text));
    return withText(text, { from: at, to: at + 1 }, "");
  },
  "another indentation": ({ text, pick }) => {
    const lines = text.split("\n");
    const chosen = pick([...lines.keys()]);
    const indent = pick([" ", "  ", "   ", "\t", "        "]);
    return lines.map((line, index) => (index === chosen ? `${indent}${line}` : line)).join("\n");
  },
  "a line elsewhere": ({ text, pick }) => {
    const lines = text.split("\n");
    const chosen = pick([...lines.keys()]);
    const rest = lines.filter((_, index) => index !== chosen);
    return rest.toSpliced(pick([...lines.keys()]), 0, lines[chosen] ?? "").join("\n");
  },
};

/** How the text is written into its file. */
export const encodings: Readonly<Record<string, (text: string, pick: Pick) => Uint8Array>> = {
  "UTF-8": (text) => Buffer.from(text),
  "UTF-8 with a mark": (text) => Buffer.from(`\ufeff${text}`),
  "UTF-16": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "UTF-16, big end first": (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
  "Latin 1": (text) => Buffer.from(`# é\n${text}`, "latin1"),
  "lines of Windows": (text) => Buffer.from(text.replaceAll("\n", "\r\n")),
  "lines of old": (text) => Buffer.from(text.replaceAll("\n", "\r")),
  "a byte that is none of UTF-8": (text, pick) => {
    const bytes = Buffer.from(`${text}\n`);
    bytes[pick([...bytes.keys()])] = pick([0x80, 0xc0, 0xff]);
    return bytes;
  },
};

function oneOf<Place extends Part>(
  { text, pick }: MutationInput,
  places: readonly Place[],
  change: (place: Place) => string,
): string {
  return places.length === 0 ? text : change(pick(places));
}

function replaced(input: MutationInput, places: readonly Part[], replacement: string): string {
  return oneOf(input, places, (place) => withText(input.text, place, replacement));
}

function keysOf({ entries }: SettingsText): readonly Part[] {
  return entries.map(({ key }) => key);
}

function insertedAt(text: string, at: number, inserted: string): string {
  return withText(text, { from: at, to: at }, inserted);
}

function offsetsOf(text: string): readonly number[] {
  return Array.from({ length: text.length + 1 }, (_, index) => index);
}

function withCopy(text: string, entry: Entry): string {
  const indent = entry.from - (text.lastIndexOf("\n", entry.from - 1) + 1);
  const between = entry.isInline ? ", " : `\n${" ".repeat(indent)}`;
  return insertedAt(text, entry.to, between + partText(text, entry).trimEnd());
}

function misspelt(key: string, pick: Pick): string {
  const at = pick(offsetsOf(key));
  return pick([
    key.slice(0, at) + key.slice(at + 1),
    key.slice(0, at) + key.slice(Math.max(at - 1, 0)),
    key.toUpperCase(),
    key.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`),
    `${key}s`,
  ]);
}
