import { z } from "zod";

/** A field that holds no further ones, as far as the schema says. */
export interface SchemaLeaf {
  /** `*` stands for a name of the operator's own, `[]` for an entry of a list. */
  readonly path: string;
  readonly isDescribed: boolean;
  readonly isConstrained: boolean;
}

/** Each once, of whichever branch of a union it is. */
export function schemaLeaves(schema: z.ZodType): readonly SchemaLeaf[] {
  const byPath = new Map<string, SchemaLeaf>();
  for (const leaf of leavesBelow(schema, { path: "", isDescribed: false, isConstrained: false })) {
    const other = byPath.get(leaf.path);
    byPath.set(leaf.path, {
      path: leaf.path,
      isDescribed: leaf.isDescribed && other?.isDescribed !== false,
      isConstrained: leaf.isConstrained && other?.isConstrained !== false,
    });
  }
  return [...byPath.values()];
}

function leavesBelow(schema: unknown, above: SchemaLeaf): readonly SchemaLeaf[] {
  if (!(schema instanceof z.ZodType)) return [];
  const own = { ...above, isDescribed: above.isDescribed || schema.description !== undefined };
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return leavesBelow(schema.unwrap(), own);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => leavesBelow(option, own));
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, field]) =>
      leavesBelow(field, { path: below(above.path, key), isDescribed: false, isConstrained: false }),
    );
  }
  // A list or mapping speaks for what it holds.
  const isConstrained = own.isConstrained || (schema.def.checks?.length ?? 0) > 0;
  if (schema instanceof z.ZodRecord) {
    return leavesBelow(schema.valueType, { ...own, path: below(above.path, "*"), isConstrained });
  }
  if (schema instanceof z.ZodArray)
    return leavesBelow(schema.element, { ...own, path: `${above.path}[]`, isConstrained });
  // An e-mail address and the like have a shape of their own.
  const isShaped = schema instanceof z.ZodEmail;
  const isOneOfFew = schema instanceof z.ZodEnum || schema instanceof z.ZodLiteral || schema instanceof z.ZodBoolean;
  return [{ ...own, isConstrained: isConstrained || isShaped || isOneOfFew }];
}

function below(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** The schema's path of a setting's own: each name of the operator's own and each number becomes what stands for it. */
export function leafOf(path: string, leaves: readonly SchemaLeaf[]): string | undefined {
  return leaves.find((leaf) => shapeOf(leaf.path).test(path))?.path;
}

function shapeOf(path: string): RegExp {
  const shape = path
    .replaceAll(".*", '(\\.[\\w<-]+|\\["[^"]*"\\])')
    .replaceAll("[]", "\\[\\d+\\]")
    .replaceAll(/\.(?=[a-z])/gi, "\\.");
  return new RegExp(`^${shape}$`);
}
