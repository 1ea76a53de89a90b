import { isList, isObject, type Json } from "../../model/json";

/** Every scalar of a document by its path: `services.agent.port`. */
export function leavesOf(value: Json, path = ""): readonly string[] {
  if (isList(value)) return value.flatMap((item, index) => leavesOf(item, joined(path, String(index))));
  if (!isObject(value)) return [path];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, joined(path, key)));
}

/** The document with another value at one leaf. */
export function withLeaf(value: Json, leaf: string, replacement: Json, path = ""): Json {
  if (isList(value)) return value.map((item, index) => withLeaf(item, leaf, replacement, joined(path, String(index))));
  if (!isObject(value)) return path === leaf ? replacement : value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, item]) => [key, withLeaf(item, leaf, replacement, joined(path, key))]));
}

/** The document without the settings at these paths. */
export function without(value: Json, paths: readonly string[], path = ""): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !paths.includes(joined(path, key)))
      .map(([key, item]) => [key, without(item, paths, joined(path, key))]),
  );
}

function joined(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
