/** No character of any text, so that it can stand in one for a while; a configuration that holds it is refused. */
const mark = "\uFDD0";

/** Where Terraform, or cdktf with its tokens, would see more than text: an opening brace behind its sign, a token's exponent. */
const meaningful = /[$%#&](?=\{)|e(?=\+?\d{3})/g;

/**
 * A copy whose texts cdktf takes for nothing but text. What a user wrote is marked before the first construct sees it, and
 * becomes Terraform's text in `escaped()`, when all that is left of cdktf's own tokens is Terraform's code.
 */
export function marked<Value extends object>(value: Value): Value {
  return rewritten(value, (text) => text.replaceAll(meaningful, (sign) => sign + mark));
}

/** The document as Terraform reads it: `$${` and `%%{` stand for the text `${` and `%{`, wherever a user's text went. */
export function escaped<Document extends object>(document: Document): Document {
  return rewritten(document, (text) => text.replaceAll(new RegExp(`([$%])${mark}`, "g"), "$1$1").replaceAll(mark, ""));
}

function rewritten<Value extends object>(value: Value, rewrite: (text: string) => string): Value {
  const copy = structuredClone(value);
  rewriteWithin(copy, rewrite);
  return copy;
}

function rewriteWithin(holder: object, rewrite: (text: string) => string): void {
  for (const [key, part] of Object.entries(holder)) {
    if (typeof part === "string") Reflect.set(holder, key, rewrite(part));
    else if (typeof part === "object" && part !== null) rewriteWithin(part, rewrite);
  }
}
