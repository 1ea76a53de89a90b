import blockTable from "./block-table.json";

/** The nested blocks that a body may hold, by name; whatever else it holds is an attribute. */
export interface BlockTree {
  readonly [block: string]: BlockTree;
}

/** What Terraform itself adds to the body of every resource. */
const resourceMetaBlocks: BlockTree = { lifecycle: { precondition: {}, postcondition: {} } };

const terraformBlocks: BlockTree = { required_providers: {}, cloud: { workspaces: {} } };

const tables: Readonly<Record<"resource" | "data" | "provider", BlockTree>> = blockTable;

/** The blocks of a resource, data source or provider type, or nothing for a type that the table does not know. */
export function blocksOfType(kind: "resource" | "data" | "provider", type: string): BlockTree | undefined {
  const table = tables[kind];
  if (!Object.hasOwn(table, type)) return undefined;
  return kind === "provider" ? table[type] : { ...table[type], ...resourceMetaBlocks };
}

export function blocksOfSettings(): BlockTree {
  return terraformBlocks;
}

export function nestedBlocks(tree: BlockTree, name: string): BlockTree | undefined {
  return Object.hasOwn(tree, name) ? tree[name] : undefined;
}
