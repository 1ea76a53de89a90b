import { z } from "zod";
import type { ConfigPath } from "./diagnostics";

/**
 * The schemas that may stand at the path: more than one below a union, none below an unknown key. Where the branches of a union
 * say by `kind` what they are, the value decides.
 */
export function schemasAt(schema: unknown, path: ConfigPath, value: unknown): readonly z.ZodType[] {
  const start = { schemas: meant(unwrapped(schema), value), value };
  const end = path.reduce((at, segment) => {
    const inner = valueIn(at.value, segment);
    const children = at.schemas.flatMap((each) => childrenOf(each, segment)).flatMap(unwrapped);
    return { schemas: meant(children, inner), value: inner };
  }, start);
  return end.schemas;
}

export function keysOf(schema: z.ZodType): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** What a branch of a union says it is. */
export function kindIn(schema: z.ZodType): string | undefined {
  const literal: unknown = schema instanceof z.ZodObject ? schema.shape.kind : undefined;
  return literal instanceof z.ZodLiteral ? String(literal.value) : undefined;
}

export function valueIn(value: unknown, segment: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
  return Object.getOwnPropertyDescriptor(value, segment)?.value;
}

/** Each once, and of those that are told apart by `kind` the one that the value says. */
function meant(schemas: readonly z.ZodType[], value: unknown): readonly z.ZodType[] {
  const kind = valueIn(value, "kind");
  const isKnown = schemas.some((schema) => kindIn(schema) === kind && kind !== undefined);
  return [...new Set(schemas)].filter((schema) => {
    const own = kindIn(schema);
    return !isKnown || own === undefined || own === kind;
  });
}

/** The schema and, of optional and defaulted ones and of unions, what is inside. A description is on the outside. */
function unwrapped(schema: unknown): readonly z.ZodType[] {
  if (!(schema instanceof z.ZodType)) return [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return [schema, ...unwrapped(schema.unwrap())];
  }
  if (schema instanceof z.ZodUnion) return [schema, ...schema.options.flatMap(unwrapped)];
  return [schema];
}

function childrenOf(schema: z.ZodType, segment: string | number): readonly unknown[] {
  if (schema instanceof z.ZodObject) return [schema.shape[segment]];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return schema instanceof z.ZodArray ? [schema.element] : [];
}
