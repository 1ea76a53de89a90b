/** A piece of a Terraform string: plain text (escapes such as `$${` kept as written) or one `${...}` or `%{...}`. */
export interface TemplatePart {
  readonly kind: "text" | "expression";
  readonly source: string;
}

/** Cuts a Terraform string into text and expressions; an expression may hold strings that hold expressions. */
export function templateParts(source: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = "";
  let position = 0;
  while (position < source.length) {
    if (opensExpression(source, position)) {
      if (text !== "") parts.push({ kind: "text", source: text });
      text = "";
      const end = expressionEnd(source, position + 2);
      parts.push({ kind: "expression", source: source.slice(position, end) });
      position = end;
    } else {
      const length = isEscape(source, position) ? 3 : 1;
      text += source.slice(position, position + length);
      position += length;
    }
  }
  if (text !== "") parts.push({ kind: "text", source: text });
  return parts;
}

/** The string with each expression as plain text, and quotes in it as `'`: JSON in a string stays readable as JSON. */
export function withLiteralReferences(source: string): string {
  return templateParts(source)
    .map((part) => (part.kind === "text" ? part.source : part.source.slice(2, -1).replaceAll('"', "'")))
    .join("");
}

/** What is inside `${...}` where that is the whole string, or nothing. */
export function soleExpression(source: string): string | undefined {
  const [part, ...rest] = templateParts(source);
  if (part === undefined || rest.length > 0 || part.kind === "text" || !part.source.startsWith("${")) return undefined;
  return part.source.slice(2, -1).trim();
}

function opensExpression(source: string, position: number): boolean {
  return (source[position] === "$" || source[position] === "%") && source[position + 1] === "{";
}

function isEscape(source: string, position: number): boolean {
  return source.startsWith("$${", position) || source.startsWith("%%{", position);
}

/** Position behind the `}` that closes the brace whose inside starts at `start`, or the end of the source. */
function expressionEnd(source: string, start: number): number {
  let position = start;
  while (position < source.length) {
    const character = source[position];
    position += 1;
    if (character === "}") return position;
    if (character === "{") position = expressionEnd(source, position);
    if (character === '"') position = quotedEnd(source, position);
  }
  return position;
}

/** Position behind the quote that closes the string whose inside starts at `start`, or the end of the source. */
function quotedEnd(source: string, start: number): number {
  let position = start;
  while (position < source.length) {
    if (source[position] === '"') return position + 1;
    if (source[position] === "\\") position += 2;
    else if (isEscape(source, position)) position += 3;
    else if (opensExpression(source, position)) position = expressionEnd(source, position + 2);
    else position += 1;
  }
  return position;
}
