import { arnMatches, matches, resolved } from "./patterns";
import type { RequestContext } from "./request-context";

/** Operator, then key, then the values of which one is to be found. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Whether every operator holds for every one of its keys (IAM User Guide, "Conditions with multiple context keys or values"). */
export function conditionsHold(conditions: Conditions, context: RequestContext): boolean {
  return Object.entries(conditions).every(([name, tests]) => {
    const operator = operatorNamed(name);
    return Object.entries(tests).every(([key, wanted]) => holds(operator, wanted, context, key));
  });
}

interface Operator {
  readonly comparison: Comparison;
  /** Holds where nothing wanted is found. */
  readonly isNegated: boolean;
  readonly set: string | undefined;
  readonly ifExists: boolean;
}

type Comparison = (wanted: string, found: string, context: RequestContext) => boolean;

const isAbsent: Comparison = (wanted, found) => wanted === found;
const equals: Comparison = (wanted, found, context) => resolved(wanted, context) === found;

/** What policies here compare by; AWS makes no difference between ArnEquals and ArnLike. */
const comparisons: Readonly<Record<string, Comparison>> = {
  ArnEquals: arnMatches,
  ArnLike: arnMatches,
  Bool: (wanted, found) => wanted.toLowerCase() === found.toLowerCase(),
  Null: isAbsent,
  StringEquals: equals,
  StringLike: matches,
};

/** @throws RangeError for an operator that nobody evaluates, so that no policy passes by one */
export function operatorNamed(name: string): Operator {
  const [, set, base = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const positive = base.replace(/^(Arn|String)Not/, "$1");
  const comparison = comparisons[positive];
  if (comparison === undefined) {
    throw new RangeError(
      `the condition operator ${name} is not evaluated here; add it to model/authorization/conditions.ts`,
    );
  }
  return { comparison, isNegated: positive !== base, set, ifExists: ifExists !== undefined };
}

function holds(
  { comparison, isNegated, set, ifExists }: Operator,
  wanted: readonly string[],
  context: RequestContext,
  key: string,
): boolean {
  const found = context.get(key.toLowerCase());
  if (comparison === isAbsent) return wanted.some((one) => isAbsent(one, String(found === undefined), context));
  if (found === undefined) return ifExists || set === "ForAllValues" || (isNegated && set === undefined);
  const fits = (value: string) => wanted.some((one) => comparison(one, value, context)) !== isNegated;
  const isOfAll = set === "ForAllValues" || (set === undefined && isNegated);
  return isOfAll ? found.every(fits) : found.some(fits);
}
