import { z } from "zod";
import type { ConfigPath } from "./diagnostics";

/** The schemas that may stand at the path: more than one below a union, none below an unknown key. */
export function schemasAt(schema: unknown, path: ConfigPath): readonly z.ZodType[] {
  return path.reduce<readonly z.ZodType[]>(
    (schemas, segment) => schemas.flatMap((each) => childrenOf(each, segment)).flatMap(unwrapped),
    unwrapped(schema),
  );
}

export function keysOf(schema: z.ZodType): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The schema and, of optional and defaulted ones and of unions, what is inside. A description is on the outside. */
function unwrapped(schema: unknown): readonly z.ZodType[] {
  if (!(schema instanceof z.ZodType)) return [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return [schema, ...unwrapped(schema.unwrap())];
  if (schema instanceof z.ZodUnion) return [schema, ...schema.options.flatMap(unwrapped)];
  return [schema];
}

function childrenOf(schema: z.ZodType, segment: string | number): readonly unknown[] {
  if (schema instanceof z.ZodObject) return [schema.shape[segment]];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  return schema instanceof z.ZodArray ? [schema.element] : [];
}
