import type { Json, JsonObject } from "../../model/json";
import type { Allowed } from "./allowed";

/** What is known of one argument: why no value of it does harm, or what holds it to those that do none. */
export type Argument = Harmless | HeldElsewhere | Held;

/** A value, or what becomes of the one that stands there. */
export type Worse = Json | ((value: Json) => readonly Json[]);

interface Harmless {
  /** Why. */
  readonly harmless: string;
}

/** Another rule of ours judges it, beside others. */
interface HeldElsewhere {
  /** Its id. */
  readonly heldBy: string;
  /** Plausible values that it must find. */
  readonly worse: readonly Worse[];
  /** Whether it must find that it is missing. */
  readonly isRequired: boolean;
}

export interface Held {
  readonly allowed: Allowed;
  /** What harm it keeps away. */
  readonly because: string;
  /** Whether it does harm where it is missing. */
  readonly isRequired: boolean;
  /** Only in blocks that hold these, `null` for what they lack; without it, its block must be there too. */
  readonly where?: JsonObject;
  /** Only in resources that hold these at their top. */
  readonly of?: JsonObject;
}

/** Arguments of one type by path; one that is named holds for all below it. */
export type Arguments = Readonly<Record<string, Argument>>;

export const harmless = (because: string): Argument => ({ harmless: because });

export const heldBy = (rule: string, ...worse: readonly Worse[]): Argument => ({
  heldBy: rule,
  worse,
  isRequired: false,
});

/** The same, and the rule finds that it is missing too. */
export const requiredBy = (rule: string, ...worse: readonly Worse[]): Argument => ({
  heldBy: rule,
  worse,
  isRequired: true,
});

/**
 * It must be there, and be one of what is allowed.
 *
 * @param where in which of its blocks, which may be missing altogether: `{}` for all that there are
 */
export const required = (allowed: Allowed, because: string, where?: JsonObject): Argument => ({
  allowed,
  because,
  isRequired: true,
  ...(where === undefined ? {} : { where }),
});

/** It must be there, and be one of what is allowed, in resources that hold these at their top. */
export const requiredOf = (of: JsonObject, allowed: Allowed, because: string): Argument => ({
  allowed,
  because,
  isRequired: true,
  of,
});

/** It does no harm where it is missing. */
export const optional = (allowed: Allowed, because: string): Argument => ({ allowed, because, isRequired: false });

export function isHeld(argument: Argument): argument is Held {
  return "allowed" in argument;
}

/** The arguments of a block, where it stands in its type. */
export function below(block: string, known: Arguments): Arguments {
  return Object.fromEntries(Object.entries(known).map(([path, argument]) => [`${block}.${path}`, argument]));
}
