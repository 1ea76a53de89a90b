import { isList, type Json } from "../../model/json";
import { soleExpression, templateParts, withLiteralReferences } from "../template-string";

/** How a JSON document held in a string is written: as it is, or with its references as plain text. */
export type JsonStrings = "as-written" | "literal-references";

/** A JSON value as an HCL expression. Strings are templates in both, so their `${...}` are left alone. */
export function hclValue(value: Json, jsonStrings: JsonStrings): string {
  if (typeof value === "string") return hclString(jsonStrings === "literal-references" ? readable(value) : value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map((item) => hclValue(item, jsonStrings)).join(", ")}]`;
  const entries = Object.entries(value).map(([key, item]) => `${quoted(key)} = ${hclValue(item, jsonStrings)}`);
  return entries.length === 0 ? "{}" : `{\n${entries.join("\n")}\n}`;
}

/**
 * One reference that a scanner cannot resolve makes a whole `container_definitions` or `policy` unknown to it, and it then
 * checks nothing in there: so the references become plain text.
 */
function readable(value: string): string {
  if (!/^\s*[[{]/.test(value) || !value.includes("${")) return value;
  const literal = withLiteralReferences(value);
  return isJsonText(literal) ? literal : value;
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A string that is one expression is written bare: scanners follow a bare reference more often. */
function hclString(source: string): string {
  const expression = soleExpression(source);
  return expression === undefined || !/^[a-z][\w.-]*$/i.test(expression) ? quoted(source) : expression;
}

function quoted(source: string): string {
  const inside = templateParts(source).map((part) => (part.kind === "text" ? escaped(part.source) : part.source));
  return `"${inside.join("")}"`;
}

/** JSON's escapes are HCL's too, but for the short forms of backspace and form feed. */
function escaped(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\[\\bf]/g, (short) => longEscapes.get(short) ?? short);
}

const longEscapes = new Map([
  ["\\b", "\\u0008"],
  ["\\f", "\\u000c"],
]);
