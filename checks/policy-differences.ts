import { isObject, type Json, type JsonObject, listOf, parseJson } from "../model/json";
import { fingerprintOf, givenPart, type Part, partText } from "./parts";
import type { TextResolver } from "./resolved-text";

/** What a policy says beyond the planned one, and what it leaves out, a line each; order and ids do not matter. */
export function policyDifferences(found: Json | undefined, planned: string, resolve: TextResolver): readonly string[] {
  const text = resolve(found);
  if (text === planned) return [];
  const own = formOf(text);
  const meant = formOf(planned);
  if (own === undefined || meant === undefined) return ["cannot be compared with what is planned"];
  return [
    ...(own.others === meant.others ? [] : [`is a document with ${own.others}`]),
    ...beyond(own, meant).map((part) => `says what nobody has planned: ${shown(part)}`),
    ...beyond(meant, own).map((part) => `lacks what is planned: ${shown(part)}`),
  ];
}

interface Form {
  /** What stands beside the statements. */
  readonly others: string;
  /** By fingerprint. */
  readonly statements: ReadonlyMap<string, Part>;
}

function formOf(text: string): Form | undefined {
  const document = documentOf(text);
  if (document === undefined) return undefined;
  const { Statement, ...others } = document;
  const parts = listOf(Statement).map(givenPart);
  return { others: JSON.stringify(others), statements: new Map(parts.map((part) => [fingerprintOf(part), part])) };
}

function documentOf(text: string): JsonObject | undefined {
  try {
    const document = parseJson(text);
    return isObject(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function beyond(form: Form, other: Form): readonly Part[] {
  return [...form.statements].flatMap(([fingerprint, part]) => (other.statements.has(fingerprint) ? [] : [part]));
}

const shownCharacters = 600;

/** A boundary's statement alone may have thousands of characters. */
function shown(part: Part): string {
  const text = partText(part);
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}...` : text;
}
