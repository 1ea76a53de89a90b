/** What expressions can name, such as `github`, `matrix` and `needs`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** As GitHub evaluates `${{ }}` within a text: the whole of it keeps its type, a part of it becomes text. */
export function evaluated(text: string, contexts: Contexts): unknown {
  const [, whole] = /^\$\{\{((?:(?!\}\}).)*)\}\}$/.exec(text) ?? [];
  if (whole !== undefined) return expression(whole, contexts);
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, part: string) => asText(expression(part, contexts)));
}

/** As GitHub writes a value into an environment variable. */
export function asText(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

/** Of the language what the workflows use; anything else is an error, so that no test believes a wrong value. */
export function expression(text: string, contexts: Contexts): unknown {
  const tokens = new Tokens(text);
  const value = either(tokens, contexts);
  if (tokens.next !== undefined) throw new Error(`${text}: ${tokens.next} is not understood`);
  return value;
}

const pattern = /\s*('(?:[^']|'')*'|[A-Za-z_][\w-]*(?:\.(?:[A-Za-z_][\w-]*|\*))*|\d+|\|\||&&|==|!=|[!(),])\s*/y;

class Tokens {
  private readonly all: readonly string[];
  private position = 0;

  constructor(text: string) {
    const all: string[] = [];
    let end = 0;
    for (pattern.lastIndex = 0; end < text.length; end = pattern.lastIndex) {
      const token = pattern.exec(text)?.[1];
      if (token === undefined) throw new Error(`${text}: what stands at ${end} is not understood`);
      all.push(token);
    }
    this.all = all;
  }

  get next(): string | undefined {
    return this.all[this.position];
  }

  take(): string {
    const token = this.next ?? "";
    this.position += 1;
    return token;
  }

  /** Takes the token where it is the next. */
  skip(token: string): boolean {
    const isNext = this.next === token;
    if (isNext) this.position += 1;
    return isNext;
  }
}

function either(tokens: Tokens, contexts: Contexts): unknown {
  let value = both(tokens, contexts);
  while (tokens.skip("||")) {
    const other = both(tokens, contexts);
    value = isTrue(value) ? value : other;
  }
  return value;
}

function both(tokens: Tokens, contexts: Contexts): unknown {
  let value = equality(tokens, contexts);
  while (tokens.skip("&&")) {
    const other = equality(tokens, contexts);
    value = isTrue(value) ? other : value;
  }
  return value;
}

function equality(tokens: Tokens, contexts: Contexts): unknown {
  const value = single(tokens, contexts);
  if (tokens.skip("==")) return value === single(tokens, contexts);
  if (tokens.skip("!=")) return value !== single(tokens, contexts);
  return value;
}

function single(tokens: Tokens, contexts: Contexts): unknown {
  if (tokens.skip("!")) return !isTrue(single(tokens, contexts));
  const token = tokens.take();
  if (token === "(") return closed(tokens, either(tokens, contexts));
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (/^\d+$/.test(token)) return Number(token);
  if (tokens.skip("(")) return called(token, tokens, contexts);
  return named(token, contexts);
}

function called(name: string, tokens: Tokens, contexts: Contexts): unknown {
  if (name === "cancelled") return closed(tokens, false);
  if (name === "always") return closed(tokens, true);
  if (name === "contains") return contains(tokens, contexts);
  if (name !== "fromJSON") throw new Error(`the function ${name} is not understood`);
  return closed(tokens, JSON.parse(asText(either(tokens, contexts))));
}

/** Of a list: a text would be searched otherwise. */
function contains(tokens: Tokens, contexts: Contexts): boolean {
  const list = either(tokens, contexts);
  if (!Array.isArray(list) || !tokens.skip(","))
    throw new Error("contains is not understood but of a list and a value");
  return closed(tokens, list.includes(either(tokens, contexts))) === true;
}

function closed(tokens: Tokens, value: unknown): unknown {
  if (!tokens.skip(")")) throw new Error(`a closing bracket is missing before ${tokens.next}`);
  return value;
}

/** GitHub has nothing for a property that is not there; a context that is not there is a mistake. */
function named(path: string, contexts: Contexts): unknown {
  const [context = "", ...properties] = path.split(".");
  if (!(context in contexts)) throw new Error(`the context ${context} is not understood`);
  return properties.reduce<unknown>(
    (value, property) =>
      Array.isArray(value) ? value.map((each) => propertyOf(each, property)) : propertyOf(value, property),
    contexts[context],
  );
}

/** `*` stands for all of them. */
function propertyOf(value: unknown, property: string): unknown {
  if (!(value instanceof Object)) return undefined;
  if (property === "*") return Object.values(value);
  return Object.entries(value).find(([key]) => key === property)?.[1];
}

function isTrue(value: unknown): boolean {
  return Boolean(value);
}
