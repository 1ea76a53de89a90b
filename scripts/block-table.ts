import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Types that checks read although no construct makes them: faults are planted with them. */
const furtherBindings = [
  "iam-policy",
  "iam-role-policy-attachment",
  "s3-bucket-acl",
  "secretsmanager-secret-version",
  "security-group-rule",
  "vpc-security-group-egress-rule",
  "vpc-security-group-ingress-rule",
];

interface Blocks {
  [name: string]: Blocks;
}

/**
 * Which parts of each resource type are blocks, as the bindings' own HCL output says: for every type that the constructs
 * import. Read from the text of the bindings, because they export nothing of it.
 */
export function blockTable(projectFolder: string): string {
  const table: Record<"resource" | "data" | "provider", Blocks> = { resource: {}, data: {}, provider: {} };
  const library = join(
    dirname(createRequire(join(projectFolder, "package.json")).resolve("@cdktf/provider-aws/package.json")),
    "lib",
  );
  for (const binding of importedBindings(projectFolder)) {
    const source = readFileSync(join(library, binding, "index.js"), "utf8");
    const type = /\.tfResourceType = "(\w+)";/.exec(source)?.[1];
    if (type === undefined) throw new Error(`${binding} names no Terraform type`);
    const kind = binding === "provider" ? "provider" : binding.startsWith("data-aws-") ? "data" : "resource";
    table[kind][type] = blocksIn(source, bodyOf(source, "    synthesizeHclAttributes() {", "\n    }\n"));
  }
  return `${JSON.stringify(sortedByKey(table), null, 2)}\n`;
}

function importedBindings(projectFolder: string): readonly string[] {
  const sources = ["constructs", "stacks"].flatMap((folder) =>
    readdirSync(join(projectFolder, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
      .map((file) => readFileSync(join(projectFolder, folder, file), "utf8")),
  );
  const imports = sources.flatMap((source) => [...source.matchAll(/@cdktf\/provider-aws\/lib\/([a-z0-9-]+)"/g)]);
  return [...new Set(["provider", ...furtherBindings, ...imports.flatMap(([, binding = ""]) => binding)])].sort();
}

/** Blocks of one body: `NAME: { value: ...NESTEDToHclTerraform..., isBlock: true`. */
function blocksIn(source: string, body: string): Blocks {
  const attributes = body.matchAll(/^ +(\w+): \{\n +value: (.*),\n +isBlock: true,/gm);
  return Object.fromEntries(
    [...attributes].map(([, name = "", value = ""]): [string, Blocks] => {
      const nested = /(?<!cdktf\.)\b(\w+ToHclTerraform)\b/.exec(value)?.[1];
      if (nested === undefined) throw new Error(`the block ${name} has no body of its own: ${value}`);
      return [name, blocksIn(source, bodyOf(source, `function ${nested}(struct) {`, "\n}\n"))];
    }),
  );
}

function bodyOf(source: string, start: string, end: string): string {
  const from = source.indexOf(start);
  if (from < 0) throw new Error(`the bindings hold no ${start}`);
  return source.slice(from, source.indexOf(end, from));
}

function sortedByKey(tree: Blocks): Blocks {
  const entries = Object.entries(tree).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([name, nested]) => [name, sortedByKey(nested)]));
}
