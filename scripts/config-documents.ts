import { z } from "zod";
import { acceptedRisksSchema } from "../config/schema/accepted-risks";
import { accountSchema } from "../config/schema/account";
import { approvedLossesSchema } from "../config/schema/approved-losses";
import { environmentSchema } from "../config/schema/environment";

type JsonSchema = z.core.JSONSchema.JSONSchema;

/** Everything that is generated from the schemas of the configuration: content by path below the project's root. */
export function configDocuments(): Readonly<Record<string, string>> {
  const account = jsonSchema(accountSchema, "A Slipway account");
  const environment = jsonSchema(environmentSchema("NAME"), "A Slipway environment");
  const acceptedRisks = jsonSchema(acceptedRisksSchema, "Accepted risks of Slipway");
  const approvedLosses = jsonSchema(approvedLossesSchema, "Approved losses of Slipway");
  return {
    "config/schema/accepted-risks.schema.json": `${JSON.stringify(acceptedRisks, null, 2)}\n`,
    "config/schema/account.schema.json": `${JSON.stringify(account, null, 2)}\n`,
    "config/schema/environment.schema.json": `${JSON.stringify(environment, null, 2)}\n`,
    "config/schema/approved-losses.schema.json": `${JSON.stringify(approvedLosses, null, 2)}\n`,
    "docs/config.md": reference(account, environment),
  };
}

function jsonSchema(schema: z.ZodType, title: string): JsonSchema {
  const converted = z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema: part }) => {
      // zod's bounds of a whole number that has none of ours.
      if (part.minimum === Number.MIN_SAFE_INTEGER) delete part.minimum;
      if (part.maximum === Number.MAX_SAFE_INTEGER) delete part.maximum;
    },
  });
  return { title, ...converted };
}

function reference(account: JsonSchema, environment: JsonSchema): string {
  return `# Configuration

Generated from \`config/schema/\` by \`npm run docs\`; change the schemas instead. \`npx slipway check\` shows every fault of
the files with line and column, and editors that know YAML use the same rules through the JSON Schema that the first line
of a file names.

## Accounts

One file for each AWS account, \`config/accounts/ACCOUNT.yaml\`.

${table(account)}

## Environments

One file for each environment, \`config/environments/NAME.yaml\`. \`NAME\` is the name of its runtime stack; \`account-*\` and
\`*-base\` are reserved for the stacks beside it. Files of one account share no namePrefix, role name, address block
or domain (but for two sides of a failover), and no two environments use one Firestore database.

${table(environment)}
`;
}

interface Row {
  readonly path: string;
  readonly cells: readonly [initial: string, allowed: string, meaning: string];
}

function table(schema: JsonSchema): string {
  const rows = rowsOf(schema, "").map(({ path, cells }) => `| ${[`\`${path}\``, ...cells].map(escaped).join(" | ")} |`);
  return ["| setting | default | allowed | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** A row for each setting below the prefix, those of list entries and of named entries included. */
function rowsOf(schema: JsonSchema, prefix: string, required = "required"): readonly Row[] {
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]): readonly Row[] => {
    if (typeof field === "boolean") return [];
    const path = `${prefix}${name}`;
    const isRequired = schema.required?.includes(name) === true;
    const cells = [isRequired ? required : defaultOf(field), allowedOf(field), field.description ?? ""] as const;
    return [{ path, cells }, ...rowsOf(field, `${path}.`)];
  });
  const entries = schema.additionalProperties;
  const items = Array.isArray(schema.items) ? undefined : schema.items;
  const branches = branchesOf(schema);
  return [
    ...(branches.every((branch) => kindOf(branch) === undefined)
      ? branches.flatMap((branch) => rowsOf(branch, prefix, "one of these"))
      : rowsOfKinds(branches, prefix)),
    ...fields,
    ...(typeof entries === "object" ? rowsOf(entries, `${prefix}NAME.`) : []),
    ...(typeof items === "object" ? rowsOf(items, `${prefix.replace(/\.$/, "")}[].`) : []),
  ];
}

/** What every kind has stands once; of the rest it is said which kinds have it. */
function rowsOfKinds(branches: readonly JsonSchema[], prefix: string): readonly Row[] {
  const found = branches.flatMap((branch) =>
    rowsOf(branch, prefix).map((row) => ({ row, kind: kindOf(branch) ?? "" })),
  );
  const texts = [...new Set(found.map(({ row }) => JSON.stringify(row)))];
  const ofKind = `${prefix}kind`;
  const kinds = branches.map((branch) => kindOf(branch) ?? "");
  const meaning = branches.map(({ properties }) => `${describedKind(properties?.kind)}`).join("; ");
  const head: Row = { path: ofKind, cells: ["required", kinds.map((kind) => `\`${kind}\``).join(", "), meaning] };
  const rows = texts.flatMap((text): readonly Row[] => {
    const same = found.filter(({ row }) => JSON.stringify(row) === text);
    const [first] = same;
    if (first === undefined || first.row.path === ofKind) return [];
    const having = [...new Set(same.map(({ kind }) => kind))];
    if (having.length === branches.length) return [first.row];
    const { path, cells } = first.row;
    return [{ path, cells: [cells[0], cells[1], `${cells[2]} (${having.join(", ")})`] }];
  });
  return [head, ...rows];
}

function describedKind(kind: JsonSchema | boolean | undefined): string {
  return typeof kind === "object" ? `${kind.const}: ${kind.description}` : "";
}

function branchesOf({ anyOf, oneOf }: JsonSchema): readonly JsonSchema[] {
  return [...(anyOf ?? []), ...(oneOf ?? [])];
}

function kindOf({ properties }: JsonSchema): string | undefined {
  const kind = properties?.kind;
  return typeof kind === "object" && typeof kind.const === "string" ? kind.const : undefined;
}

function defaultOf(field: JsonSchema): string {
  return field.default === undefined ? "none" : `\`${JSON.stringify(field.default)}\``;
}

function allowedOf(field: JsonSchema): string {
  if (field.enum !== undefined) return field.enum.map((value) => `\`${value}\``).join(", ");
  if (field.minimum !== undefined) return `${field.minimum} to ${field.maximum}`;
  if (typeof field.patternErrorMessage === "string") return field.patternErrorMessage.replace(/^use /, "");
  if (field.type === "array") return `${field.minItems ?? 0} to ${field.maxItems} ${itemsOf(field)}`;
  if (field.type === "boolean") return "`true`, `false`";
  if (typeof field.type === "string") return typeWords[field.type] ?? field.type;
  return branchesOf(field).some(({ type }) => type === "string")
    ? "text, or one of the settings below"
    : "one of the settings below";
}

function itemsOf({ items }: JsonSchema): string {
  return typeof items === "object" && !Array.isArray(items) && items.type === "object" ? "entries" : "texts";
}

const typeWords: Readonly<Record<string, string>> = { object: "settings", integer: "a whole number", string: "text" };

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|");
}
