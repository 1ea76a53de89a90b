/**
 * A sentence for every value in a document. An entry of a list is known by its name where it has one, so that order does
 * not matter. What AWS fills in for "nothing" (an empty list, no CPU of its own) is left out.
 */
export function leaves(subject: string, document: object): readonly string[] {
  return values(document, []).map(({ path, value }) => `${subject}: ${path.join(".")} ${value}`);
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: string;
}

function values(value: unknown, path: readonly string[]): readonly Leaf[] {
  if (value === undefined || value === null || value === 0) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => entryValues(entry, path));
  if (typeof value !== "object") return [{ path, value: String(value) }];
  return Object.entries(value).flatMap(([key, child]) => values(child, [...path, key]));
}

function entryValues(entry: unknown, path: readonly string[]): readonly Leaf[] {
  if (typeof entry !== "object" || entry === null || !("name" in entry)) return values(entry, path);
  const { name, ...rest } = entry;
  return values(rest, [...path, String(name)]);
}
