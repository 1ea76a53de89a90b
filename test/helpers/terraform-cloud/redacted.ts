import { z } from "zod";

const planSchema = z.looseObject({
  format_version: z.string().optional(),
  terraform_version: z.string().optional(),
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

/** A plan in which what the provider calls sensitive cannot be read, under the names that Terraform's cloud backend reads. */
export function redacted(plan: unknown): object {
  const {
    resource_changes: changes = [],
    format_version: version,
    terraform_version: _,
    ...rest
  } = planSchema.parse(plan);
  return {
    ...rest,
    plan_format_version: version,
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
