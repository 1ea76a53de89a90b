import { isObject, type Json, type JsonObject, listOf, objectOf, objectsOf } from "../../model/json";
import { type BlockTables, type BlockTree, blocksOfSettings, blocksOfType, nestedBlocks } from "./blocks";
import { hclValue, type JsonStrings } from "./values";

/** The JSON holds something that would be dropped or misread in HCL; a scan of the rest would pass for no reason. */
export class HclConversionError extends Error {}

/**
 * A stack's Terraform JSON as HCL with real blocks. tfsec reads only top-level attributes from JSON: an open `ingress` in
 * there is invisible to it. For scanning only: comments are dropped, and nothing is ever applied from it.
 */
export function convertToHcl(json: JsonObject, options: ConversionOptions): string {
  const writer = new HclWriter(options);
  return Object.entries(json)
    .filter(([key]) => key !== "//")
    .flatMap(([key, section]) => writer.section(key, section))
    .join("\n");
}

interface ConversionOptions {
  readonly jsonStrings: JsonStrings;
  /** What providers say of types that the constructs do not make. */
  readonly learned?: BlockTables | undefined;
}

class HclWriter {
  constructor(private readonly options: ConversionOptions) {}

  section(key: string, section: Json): readonly string[] {
    switch (key) {
      case "terraform":
        return objectsOf(section).map((settings) => this.settings(settings));
      case "provider":
        return this.providers(objectOf(section));
      case "resource":
      case "data":
        return this.resources(key, objectOf(section));
      case "variable":
      case "output":
        return Object.entries(objectOf(section)).map(([name, body]) => this.block([key, name], body, {}));
      case "locals":
      case "moved":
        return objectsOf(section).map((body) => this.block([key], body, {}));
      default:
        throw new HclConversionError(
          `the top-level key ${key} cannot be shown to a scanner; teach checks/hcl/ to write it`,
        );
    }
  }

  private settings(settings: JsonObject): string {
    const { backend, ...others } = settings;
    const backends = Object.entries(objectOf(backend)).map(([type, body]) => this.block(["backend", type], body, {}));
    return `terraform {\n${[...backends, this.body(others, blocksOfSettings())].join("\n")}\n}`;
  }

  private providers(section: JsonObject): readonly string[] {
    return Object.entries(section).flatMap(([type, bodies]) =>
      listOf(bodies).map((body) => this.block(["provider", type], body, this.known("provider", type))),
    );
  }

  private resources(kind: "resource" | "data", section: JsonObject): readonly string[] {
    return Object.entries(section).flatMap(([type, named]) =>
      Object.entries(objectOf(named)).flatMap(([name, bodies]) =>
        listOf(bodies).map((body) => this.block([kind, type, name], body, this.known(kind, type))),
      ),
    );
  }

  private block(header: readonly [string, ...string[]], body: Json, blocks: BlockTree): string {
    const [keyword, ...labels] = header;
    if (!isObject(body)) throw new HclConversionError(`${header.join(".")} is not an object`);
    return `${[keyword, ...labels.map((label) => JSON.stringify(label))].join(" ")} {\n${this.body(body, blocks)}\n}`;
  }

  /** Null means the same as an absent argument to Terraform, and not to tfsec, which takes it for a value. */
  private body(body: JsonObject, blocks: BlockTree): string {
    return Object.entries(body)
      .filter(([key, value]) => key !== "//" && value !== null)
      .flatMap(([key, value]) => this.entry(key, value, nestedBlocks(blocks, key)))
      .join("\n");
  }

  private entry(key: string, value: Json, nested: BlockTree | undefined): readonly string[] {
    if (!/^[A-Za-z_][\w-]*$/.test(key)) throw new HclConversionError(`${key} is not the name of an argument`);
    if (nested === undefined) {
      if (key === "dynamic")
        throw new HclConversionError("dynamic blocks cannot be shown to a scanner; write them out");
      return [`${key} = ${hclValue(value, this.options.jsonStrings)}`];
    }
    return listOf(value).map((item) => this.block([key], item, nested));
  }

  private known(kind: keyof BlockTables, type: string): BlockTree {
    const blocks = blocksOfType(kind, type, this.options.learned);
    if (blocks !== undefined) return blocks;
    throw new HclConversionError(`no provider of the stack says which parts of ${kind} ${type} are blocks`);
  }
}
