import "./matchers";

type Block = Readonly<Record<string, unknown>>;
type BlocksByName = Readonly<Record<string, Block>>;
type BlocksByType = Readonly<Record<string, BlocksByName>>;

interface TerraformJson {
  readonly resource?: BlocksByType;
  readonly data?: BlocksByType;
  readonly output?: BlocksByName;
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
}

/** One stack's Terraform JSON, read so that a test can state exact counts and absences. */
export class Template {
  private readonly content: TerraformJson;

  /** @param json what cdktf's own matchers take: `expect(template.json).toHaveResource(Vpc)` */
  constructor(readonly json: string) {
    this.content = JSON.parse(json);
  }

  /** All resources of a type, in the order of their addresses; an empty list proves the absence. */
  resources(type: string): readonly Block[] {
    return blocksOf(this.content.resource, type);
  }

  /** The only resource of a type; throws where there is none, or more than one. */
  resource(type: string): Block {
    return only(this.resources(type), type, this.addresses());
  }

  dataSources(type: string): readonly Block[] {
    return blocksOf(this.content.data, type);
  }

  dataSource(type: string): Block {
    return only(this.dataSources(type), `data.${type}`, this.addresses());
  }

  outputs(): BlocksByName {
    return this.content.output ?? {};
  }

  providers(name: string): readonly Block[] {
    return this.content.provider?.[name] ?? [];
  }

  /** `type.name` of every resource and `data.type.name` of every data source, sorted. */
  addresses(): readonly string[] {
    return [...addressesOf(this.content.resource, ""), ...addressesOf(this.content.data, "data.")].sort();
  }
}

function blocksOf(section: BlocksByType | undefined, type: string): readonly Block[] {
  return Object.values(section?.[type] ?? {});
}

function addressesOf(section: BlocksByType | undefined, prefix: string): readonly string[] {
  return Object.entries(section ?? {}).flatMap(([type, named]) =>
    Object.keys(named).map((name) => `${prefix}${type}.${name}`),
  );
}

function only(blocks: readonly Block[], what: string, addresses: readonly string[]): Block {
  const [block] = blocks;
  if (block === undefined || blocks.length > 1) {
    throw new Error(`expected one ${what}, found ${blocks.length} in:\n  ${addresses.join("\n  ")}`);
  }
  return block;
}
