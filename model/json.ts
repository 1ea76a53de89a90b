/** Plain JSON as `JSON.parse` returns it: what every check reads. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

/** @throws SyntaxError when the text is not JSON */
export function parseJson(text: string): Json {
  const value: Json = JSON.parse(text);
  return value;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !isList(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** One value or a list of them, as Terraform and IAM both let authors write it. */
export function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return listOf(value).filter(isObject);
}

export function stringsOf(value: Json | undefined): readonly string[] {
  return listOf(value).filter((item) => typeof item === "string");
}

export interface LocatedString {
  /** Keys that lead to the string: `ingress[0].description`. */
  readonly path: string;
  readonly text: string;
}

/** Every string in the value; comments (`//`) are left out. */
export function stringsWithin(value: Json, path = ""): readonly LocatedString[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (isList(value)) return value.flatMap((item, index) => stringsWithin(item, `${path}[${index}]`));
  return Object.entries(objectOf(value))
    .filter(([key]) => key !== "//")
    .flatMap(([key, item]) => stringsWithin(item, path === "" ? key : `${path}.${key}`));
}
