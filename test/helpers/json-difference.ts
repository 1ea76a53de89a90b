import { isList, isObject, type Json, type JsonObject } from "../../model/json";

/** Where two documents differ, each place once. */
export interface JsonDifference {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
}

/**
 * Lists are compared as lists: an element that is missing shows as removed, and those after it as unchanged; the only element
 * of both is the same one.
 */
export function jsonDifference(before: Json, after: Json, path = ""): JsonDifference {
  if (isObject(before) && isObject(after)) return objectDifference(before, after, path);
  if (isList(before) && isList(after)) return listDifference(before, after, path);
  return { ...none, changed: isSame(before, after) ? [] : [path] };
}

const none: JsonDifference = { removed: [], added: [], changed: [] };

function objectDifference(before: JsonObject, after: JsonObject, path: string): JsonDifference {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return join(
    keys.map((key) => {
      const place = path === "" ? key : `${path}.${key}`;
      const [left, right] = [before[key], after[key]];
      if (right === undefined) return { ...none, removed: [place] };
      if (left === undefined) return { ...none, added: [place] };
      return jsonDifference(left, right, place);
    }),
  );
}

function listDifference(before: readonly Json[], after: readonly Json[], path: string): JsonDifference {
  const [only, other] = [before[0], after[0]];
  if (before.length === 1 && after.length === 1 && isObject(only) && isObject(other)) {
    return objectDifference(only, other, `${path}[0]`);
  }
  const isKept = (list: readonly Json[]) => (item: Json) => list.some((other) => isSame(item, other));
  const missingFrom = (list: readonly Json[], from: readonly Json[]) =>
    list.flatMap((item, index) => (isKept(from)(item) ? [] : [`${path}[${index}]`]));
  const isReordered = !isSame(before.filter(isKept(after)), after.filter(isKept(before)));
  return {
    removed: missingFrom(before, after),
    added: missingFrom(after, before),
    changed: isReordered ? [path] : [],
  };
}

function join(differences: readonly JsonDifference[]): JsonDifference {
  return {
    removed: differences.flatMap(({ removed }) => removed),
    added: differences.flatMap(({ added }) => added),
    changed: differences.flatMap(({ changed }) => changed),
  };
}

/** Whatever the order of the keys. */
function isSame(left: Json, right: Json): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(value: Json): Json {
  if (isList(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] ?? null)]));
}
