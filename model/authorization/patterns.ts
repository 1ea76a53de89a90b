import type { RequestContext } from "./request-context";

/** A text with policy variables as what it says of the request; nothing where the request has no value for one of them. */
export function resolved(text: string, context: RequestContext): string | undefined {
  const parts = partsOf(text).map((part) => variable(part, context));
  return parts.includes(undefined) ? undefined : parts.join("");
}

/**
 * Whether the value is of the pattern: `*` is any text, `?` one character, and upper and lower case differ. A star may stand for
 * several parts of an ARN (IAM User Guide, "IAM JSON policy elements: Resource"). A variable's value stands for itself.
 */
export function matches(pattern: string, value: string, context: RequestContext): boolean {
  if (!pattern.includes("${")) return expressionOf(pattern).test(value);
  const sources = partsOf(pattern).map((part) => {
    const text = variable(part, context);
    return text === part ? sourceOf(part) : text === undefined ? undefined : escaped(text);
  });
  return !sources.includes(undefined) && new RegExp(`^${sources.join("")}$`, "s").test(value);
}

/** Actions do not know upper and lower case. */
export function actionMatches(pattern: string, action: string): boolean {
  return expressionOf(pattern.toLowerCase()).test(action.toLowerCase());
}

/** Compares each of the six parts of an ARN by itself (IAM User Guide, "Amazon Resource Name (ARN) condition operators"). */
export function arnMatches(pattern: string, value: string, context: RequestContext): boolean {
  const wanted = arnParts(pattern);
  const found = arnParts(value);
  return wanted.length === found.length && wanted.every((part, index) => matches(part, found[index] ?? "", context));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** Texts and variables in turn. */
function partsOf(text: string): readonly string[] {
  return text.split(/(\$\{[^}]+\})/);
}

function variable(part: string, context: RequestContext): string | undefined {
  const name = /^\$\{([^}]+)\}$/.exec(part)?.[1];
  if (name === undefined) return part;
  return ["*", "?", "$"].includes(name) ? name : context.get(name.toLowerCase())?.[0];
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(`^${sourceOf(pattern)}$`, "s");
  expressions.set(pattern, known);
  return known;
}

function sourceOf(pattern: string): string {
  return escaped(pattern).replaceAll("\\*", ".*").replaceAll("\\?", ".");
}

function escaped(text: string): string {
  return text.replace(/[.+*?^${}()|[\]\\]/g, "\\$&");
}
