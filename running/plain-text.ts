/**
 * A string for the terminal itself, a control sequence, or another escape: ECMA-48, 8.3 and 5.3 to 5.6. Node's own
 * `stripVTControlCharacters` takes text away with them: a cleared line, a name and a bell leave nothing.
 */
const escapes =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  /\u001b[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[ -/]*[0-~]/g;

/** What moves a terminal's cursor, or turns the order in which a line is read; a line's end and a tab are text. */
const controls = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** Text that others wrote, as it may be shown. */
export function plainText(text: string): string {
  return text.replaceAll(escapes, "").replaceAll(controls, "");
}

/** The same of every text and every name within a document. */
export function plainDocument(value: unknown): unknown {
  if (typeof value === "string") return plainText(value);
  if (Array.isArray(value)) return value.map(plainDocument);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [plainText(name), plainDocument(item)]));
}
