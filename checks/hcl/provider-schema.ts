import { z } from "zod";
import type { BlockTables, BlockTree } from "./blocks";

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>> | undefined;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>> | undefined;
}

/** Terraform's own notation of a type, such as `["set", ["object", {...}]]`. */
interface Attribute {
  readonly type?: unknown;
  readonly optional?: boolean | undefined;
}

const block: z.ZodType<Block> = z.lazy(() =>
  z.object({
    attributes: z
      .record(z.string(), z.object({ type: z.unknown().optional(), optional: z.boolean().optional() }))
      .optional(),
    block_types: z.record(z.string(), z.object({ block })).optional(),
  }),
);
const schemas = z.record(z.string(), z.object({ block }));

const reportSchema = z.object({
  provider_schemas: z.record(
    z.string(),
    z.object({
      provider: z.object({ block }).optional(),
      resource_schemas: schemas.optional(),
      data_source_schemas: schemas.optional(),
    }),
  ),
});

/**
 * The nested blocks of every type of some providers.
 *
 * @param text of `terraform providers schema -json`
 * @throws for what is not such a text
 */
export function blocksInSchemas(text: string): BlockTables {
  const providers = Object.entries(reportSchema.parse(JSON.parse(text)).provider_schemas);
  return {
    resource: Object.assign({}, ...providers.map(([, found]) => treesOf(found.resource_schemas))),
    data: Object.assign({}, ...providers.map(([, found]) => treesOf(found.data_source_schemas))),
    provider: Object.fromEntries(
      providers.map(([source, { provider }]) => [source.slice(source.lastIndexOf("/") + 1), treeOf(provider?.block)]),
    ),
  };
}

function treesOf(found: z.infer<typeof schemas> = {}): Readonly<Record<string, BlockTree>> {
  return Object.fromEntries(Object.entries(found).map(([type, schema]) => [type, treeOf(schema.block)]));
}

function treeOf({ attributes = {}, block_types: nested = {} }: Block = {}): BlockTree {
  const blocks = Object.entries(nested).map(([name, { block: inner }]) => [name, treeOf(inner)] as const);
  // Attributes that older resources write as blocks: scanners look for them there.
  const asBlocks = Object.entries(attributes)
    .filter(([, { optional }]) => optional === true)
    .flatMap(([name, { type }]) => {
      const fields = fieldsOf(type);
      return fields === undefined ? [] : [[name, fields] as const];
    });
  return Object.fromEntries([...blocks, ...asBlocks]);
}

/** Of a list or set of objects. */
function fieldsOf(type: unknown): BlockTree | undefined {
  if (!Array.isArray(type) || !["list", "set"].includes(type[0]) || !Array.isArray(type[1])) return undefined;
  const [kind, fields] = type[1];
  if (kind !== "object") return undefined;
  return Object.fromEntries(
    Object.entries(z.record(z.string(), z.unknown()).parse(fields)).flatMap(([name, inner]) => {
      const tree = fieldsOf(inner);
      return tree === undefined ? [] : [[name, tree]];
    }),
  );
}
