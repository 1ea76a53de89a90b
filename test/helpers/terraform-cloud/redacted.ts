import { z } from "zod";

const planSchema = z.looseObject({
  resource_changes: z
    .array(
      z.looseObject({
        change: z.looseObject({
          before: z.unknown(),
          after: z.unknown(),
          before_sensitive: z.unknown(),
          after_sensitive: z.unknown(),
        }),
      }),
    )
    .optional(),
});

/** A plan in which what the provider calls sensitive cannot be read. */
export function redacted(plan: unknown): object {
  const { resource_changes: changes = [], ...rest } = planSchema.parse(plan);
  return {
    ...rest,
    resource_changes: changes.map(({ change, ...resource }) => ({
      ...resource,
      change: {
        ...change,
        before: hidden(change.before, change.before_sensitive),
        after: hidden(change.after, change.after_sensitive),
      },
    })),
  };
}

function hidden(value: unknown, sensitive: unknown): unknown {
  if (sensitive === true) return "REDACTED";
  if (typeof value !== "object" || value === null || typeof sensitive !== "object" || sensitive === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => hidden(item, Reflect.get(sensitive, index)));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, hidden(item, Reflect.get(sensitive, key))]),
  );
}
