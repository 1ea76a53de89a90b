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

function table(schema: JsonSchema): string {
  const rows = rowsOf(schema, "").map((cells) => `| ${cells.map(escaped).join(" | ")} |`);
  return ["| setting | default | allowed | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function rowsOf(schema: JsonSchema, prefix: string, required = "required"): readonly (readonly string[])[] {
  const alternatives = schema.anyOf?.flatMap((branch) => rowsOf(branch, prefix, "one of both")) ?? [];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    if (typeof field === "boolean") return [];
    const path = `${prefix}${name}`;
    const isRequired = schema.required?.includes(name) === true;
    const row = [`\`${path}\``, isRequired ? required : defaultOf(field), allowedOf(field), field.description ?? ""];
    return [row, ...rowsOf(field, `${path}.`)];
  });
  const entries = schema.additionalProperties;
  const named =
    typeof entries === "object" && entries.properties !== undefined ? rowsOf(entries, `${prefix}NAME.`) : [];
  return [...alternatives, ...fields, ...named];
}

function defaultOf(field: JsonSchema): string {
  return field.default === undefined ? "none" : `\`${JSON.stringify(field.default)}\``;
}

function allowedOf(field: JsonSchema): string {
  if (field.enum !== undefined) return field.enum.map((value) => `\`${value}\``).join(", ");
  if (field.minimum !== undefined) return `${field.minimum} to ${field.maximum}`;
  if (typeof field.patternErrorMessage === "string") return field.patternErrorMessage.replace(/^use /, "");
  if (field.type === "array") return `${field.minItems} to ${field.maxItems} entries`;
  if (field.type === "boolean") return "`true`, `false`";
  return typeof field.type === "string" ? (typeWords[field.type] ?? field.type) : "one of the settings below";
}

const typeWords: Readonly<Record<string, string>> = { object: "settings", integer: "a whole number", string: "text" };

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|");
}
