import { z } from "zod";

export interface RuleFault {
  /** Below the object that has the rule. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Points at the last key instead of its value: for a setting that should not be there, or has a bad name. */
  readonly at?: "key" | "value";
}

/**
 * Adds a rule over several fields. zod skips an object's refinement while anything under the object is malformed; this one runs
 * as soon as the facts it needs are sound, so that one run reports every fault of a file.
 */
export function withRule<Schema extends z.ZodType, Facts>(
  schema: Schema,
  facts: z.ZodType<Facts>,
  faultsOf: (facts: Facts) => readonly RuleFault[],
): Schema {
  return schema.superRefine(
    (value, context) => {
      const sound = facts.safeParse(value);
      if (!sound.success) return;
      for (const { path, message, at = "value" } of faultsOf(sound.data)) {
        context.addIssue({ code: "custom", path: [...path], message, params: { at } });
      }
    },
    { when: () => true },
  );
}

/** A mapping whose keys are names of the operator's own. A bad name is reported beside the faults of what it holds. */
export function namedEntries<Value extends z.ZodType>(
  value: Value,
  keyShape: RegExp,
  nameProblem: (name: string) => string | undefined,
) {
  const entries = z.record(z.string(), value).meta({ propertyNames: { pattern: keyShape.source } });
  return withRule(entries, z.record(z.string(), z.unknown()), (facts) =>
    Object.keys(facts).flatMap((name) => {
      const message = nameProblem(name);
      return message === undefined ? [] : [{ path: [name], message, at: "key" as const }];
    }),
  );
}
