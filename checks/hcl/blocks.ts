import { type JsonObject, objectOf } from "../../model/json";
import blockTable from "./block-table.json";

/** The nested blocks that a body may hold, by name; whatever else it holds is an attribute. */
export interface BlockTree {
  readonly [block: string]: BlockTree;
}

/** What Terraform itself adds to the body of every resource. */
const resourceMetaBlocks: BlockTree = { lifecycle: { precondition: {}, postcondition: {} } };

const terraformBlocks: BlockTree = { required_providers: {}, cloud: { workspaces: {} } };

/** Blocks by type. */
export type BlockTables = Readonly<Record<"resource" | "data" | "provider", Readonly<Record<string, BlockTree>>>>;

const ownTables: BlockTables = blockTable;

/**
 * The blocks of a resource, data source or provider type, or nothing for a type that no table knows.
 *
 * @param learned what providers say of types that the constructs do not make
 */
export function blocksOfType(kind: keyof BlockTables, type: string, learned?: BlockTables): BlockTree | undefined {
  const table = [ownTables, learned].find((tables) => tables !== undefined && Object.hasOwn(tables[kind], type))?.[
    kind
  ];
  if (table === undefined) return undefined;
  return kind === "provider" ? table[type] : { ...table[type], ...resourceMetaBlocks };
}

/** Whether a stack names a type that the constructs do not make. */
export function hasUnknownTypes(json: JsonObject): boolean {
  return (["resource", "data", "provider"] as const).some((kind) =>
    Object.keys(objectOf(json[kind])).some((type) => blocksOfType(kind, type) === undefined),
  );
}

export function blocksOfSettings(): BlockTree {
  return terraformBlocks;
}

export function nestedBlocks(tree: BlockTree, name: string): BlockTree | undefined {
  return Object.hasOwn(tree, name) ? tree[name] : undefined;
}
