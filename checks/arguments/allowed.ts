import type { Json } from "../../model/json";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import { soleExpression, templateParts } from "../template-string";

export type Plans = readonly EnvironmentPlan[];

/** Which values an argument may have. */
export interface Allowed {
  /** In words, such as `true`, `1 to 10`, `a name of the plan`. */
  readonly text: string;
  readonly allows: (value: Json, plans: Plans) => boolean;
  /** Plausible values that it must not have. */
  readonly worse: readonly Json[];
  /** Each of these must stand somewhere, as a whole resource may be missing. */
  readonly everyOne?: (plans: Plans) => readonly string[];
  /** Each resource of the type must be referred to, as it is open or is lost without what belongs to it. */
  readonly everyResourceOf?: string;
}

/** One of these values, as they are written. */
export function oneOf(...values: readonly (string | number | boolean)[]): Allowed {
  const others = [true, false, 0, "OTHER"].filter((value) => values.some((known) => typeof known === typeof value));
  return {
    text: values.map(String).join(" or "),
    allows: (value) => values.some((known) => known === value),
    worse: others.filter((value) => !values.includes(value)),
  };
}

/** A number, or the text of one. */
export function between(least: number, most: number): Allowed {
  return {
    text: `${least} to ${most}`,
    allows: (value) => value !== "" && isBetween(typeof value === "string" ? Number(value) : value, least, most),
    worse: [least - 1, most + 1],
  };
}

function isBetween(value: Json, least: number, most: number): boolean {
  return typeof value === "number" && value >= least && value <= most;
}

/** A text of this form. */
export function matching(text: string, form: RegExp, ...worse: readonly Json[]): Allowed {
  return { text, allows: (value) => typeof value === "string" && form.test(value), worse };
}

const stranger = "arn:aws:iam::999999999999:role/stranger";

/** Nothing but a reference to one of these types, whether made here or looked up: no literal, no computed text. */
export function referenceTo(...types: readonly string[]): Allowed {
  return {
    text: `a reference to ${types.join(" or ")}`,
    allows: (value) => isReferenceTo(value, types),
    worse: [stranger, "${aws_stranger.stranger.id}", `\${coalesce("${stranger}", ${types[0]}.x.arn)}`],
  };
}

/** The same, and each resource of the type must have one. */
export function referenceToEvery(type: string): Allowed {
  return { ...referenceTo(type), everyResourceOf: type };
}

/** Text whose references are plain, and to these types alone. */
export function textWith(...types: readonly string[]): Allowed {
  return {
    text: `text with references to ${types.join(" or ")}`,
    allows: (value) =>
      templateParts(String(value)).every(({ kind, source }) => kind === "text" || isReferenceTo(source, types)),
    worse: [
      "${data.aws_secretsmanager_secret_version.stranger.secret_string}",
      "key ${data.aws_ssm_parameter.stranger.value}",
      `\${file("/run/secrets/key")}`,
    ],
  };
}

const plainReference = /^(?:data\.)?(aws_[a-z0-9_]+)\.[A-Za-z_][\w-]*\.[a-z_]+$/;

function isReferenceTo(value: Json, types: readonly string[]): boolean {
  const expression = typeof value === "string" ? soleExpression(value) : undefined;
  const type = expression === undefined ? undefined : plainReference.exec(expression)?.[1];
  return type !== undefined && types.includes(type);
}

/** One of the plan's own texts, such as names; `worse` is what another's would look like. */
export function planned(text: string, textsOf: (plans: Plans) => readonly string[], worse = "stranger"): Allowed {
  const known = new WeakMap<Plans, ReadonlySet<string>>();
  const ofPlans = (plans: Plans) => {
    const texts = known.get(plans) ?? new Set(textsOf(plans));
    known.set(plans, texts);
    return texts;
  };
  return {
    text,
    allows: (value, plans) => ofPlans(plans).has(String(value)),
    worse: [worse],
  };
}

/** The same, and each of them must stand somewhere. */
export function everyPlanned(text: string, textsOf: (plans: Plans) => readonly string[], worse?: string): Allowed {
  return { ...planned(text, textsOf, worse), everyOne: textsOf };
}

/** Either of them. */
export function either(...choices: readonly Allowed[]): Allowed {
  return {
    text: choices.map(({ text }) => text).join(", or "),
    allows: (value, plans) => choices.some(({ allows }) => allows(value, plans)),
    worse: choices.flatMap(({ worse }) => worse).filter((value) => !choices.some(({ allows }) => allows(value, []))),
    everyOne: (plans) => choices.flatMap(({ everyOne }) => everyOne?.(plans) ?? []),
  };
}

/** The same with further values that it must not have. */
export function butNot(allowed: Allowed, ...worse: readonly Json[]): Allowed {
  return { ...allowed, worse: [...allowed.worse, ...worse] };
}

/** Nothing at all. */
export function nothing(...worse: readonly Json[]): Allowed {
  return { text: "nothing", allows: () => false, worse };
}
