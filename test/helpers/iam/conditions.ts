/** What is known of a request: each key once or several times, as STS and IAM hand it to a policy. */
export type RequestContext = Readonly<Record<string, string | readonly string[]>>;

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * Whether every operator holds for every one of its keys. Only operators that policies here use; any other is an error, so that
 * a policy cannot pass by one that nobody evaluates.
 */
export function conditionsHold(conditions: Conditions, context: RequestContext): boolean {
  const lowered = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), list(value)]));
  return Object.entries(conditions).every(([operator, tests]) =>
    Object.entries(tests).every(([key, values]) =>
      operatorNamed(operator)(
        list(values).map((value) => resolved(value, lowered)),
        lowered.get(key.toLowerCase()),
      ),
    ),
  );
}

/** @param found the request's values; nothing where it has none */
type Operator = (allowed: readonly string[], found: readonly string[] | undefined) => boolean;

const equals: Operator = (allowed, found) => found?.some((value) => allowed.includes(value)) === true;
const isLike: Operator = (allowed, found) => found?.some((value) => matchesAny(allowed, value)) === true;

const operators: Readonly<Record<string, Operator>> = {
  StringEquals: equals,
  StringEqualsIfExists: (allowed, found) => found === undefined || equals(allowed, found),
  StringNotEquals: (allowed, found) => !equals(allowed, found),
  ArnLike: isLike,
  // True without a value, as in IAM.
  "ForAllValues:StringLike": (allowed, found) => (found ?? []).every((value) => matchesAny(allowed, value)),
  Null: (allowed, found) => allowed.includes(String(found === undefined)),
};

function operatorNamed(name: string): Operator {
  const operator = operators[name];
  if (operator === undefined) throw new RangeError(`${name} is not evaluated here; add it`);
  return operator;
}

export function matchesAny(patterns: readonly string[], value: string): boolean {
  return patterns.some((pattern) => matches(pattern, value));
}

/** `*` is any text and `?` one character; upper and lower case differ. */
function matches(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(value);
}

/** A policy variable as its value; without one nothing can equal it. */
function resolved(value: string, context: ReadonlyMap<string, readonly string[]>): string {
  return value.replace(/\$\{([^}]+)\}/g, (_, key: string) => context.get(key.toLowerCase())?.[0] ?? "\u0000");
}

function list(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
