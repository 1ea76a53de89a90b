import { readFileSync } from "node:fs";
import { z } from "zod";
import { additions, elsewhere, ofEveryAnswer, parameters } from "./contract-exceptions";

/** One exchange with the stand-in that it does not refuse; what is JSON is parsed. */
export interface Exchanged {
  readonly method: string;
  /** Below /api/v2. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: unknown;
  readonly status: number;
  readonly answer: unknown;
}

const schemaSchema = z.record(z.string(), z.unknown());
const contractSchema = z.object({
  operations: z.record(
    z.string(),
    z.object({
      query: z.array(z.string()),
      request: schemaSchema.optional(),
      answers: z.record(z.string(), schemaSchema.nullable()),
    }),
  ),
  schemas: z.record(z.string(), schemaSchema),
});

const contract = contractSchema.parse(JSON.parse(readFileSync("test/helpers/terraform-cloud/contract.json", "utf8")));

/** @returns how the exchange differs from HashiCorp's own description of the API, which `contract.json` is a part of */
export function breachesOf(exchanged: Exchanged): readonly string[] {
  const { method, path, query, request, status, answer } = exchanged;
  const name = operationOf(method, path);
  if (name === undefined) {
    const isKnown = Object.keys(elsewhere).some((each) => isSamePath(each, `${method} ${path}`));
    return isKnown ? [] : [`${method} ${path} is not in the document, nor in the table of exceptions`];
  }
  const operation = contract.operations[name];
  const known = [...(operation?.query ?? []), ...(parameters[name] ?? []), ...ofPaging];
  const asked = [...new Set(query.keys())].filter((each) => !known.includes(each));
  return [
    ...asked.map((each) => `${name} has no parameter ${each}`),
    ...problemsOf(`the request ${name}`, operation?.request, request, "readOnly"),
    ...answerProblems(name, operation?.answers ?? {}, status, answer),
  ];
}

/** Documentation, API Overview, "Pagination": of any list. */
const ofPaging = ["page[number]", "page[size]"];

function answerProblems(
  name: string,
  answers: Readonly<Record<string, Schema | null>>,
  status: number,
  answer: unknown,
): readonly string[] {
  const documented = answers[status];
  if (documented === undefined) return [`${name} does not answer ${status}, but ${Object.keys(answers).join(", ")}`];
  const schema = documented === null ? null : answerSchema(documented);
  // An action answers nothing, which the document writes as the text "null".
  return answer === undefined ? [] : problemsOf(`the answer ${status} to ${name}`, schema, answer, "writeOnly");
}

/** The operation whose path fits; one without names in it before one with. */
function operationOf(method: string, path: string): string | undefined {
  const fitting = Object.keys(contract.operations).filter((name) => isSamePath(name, `${method} ${path}`));
  return fitting.sort((one, other) => one.split("{").length - other.split("{").length)[0];
}

function isSamePath(pattern: string, asked: string): boolean {
  const parts = asked.split("/");
  const names = pattern.split("/");
  return names.length === parts.length && names.every((name, index) => name.startsWith("{") || name === parts[index]);
}

const answerSchemas = new Map<Schema, Schema>();

/** As the document has it, and with what any answer may have. */
function answerSchema(documented: Schema): Schema {
  const known = answerSchemas.get(documented);
  if (known !== undefined) return known;
  const { $ref } = documented;
  const direct = typeof $ref === "string" ? object(contract.schemas[$ref.split("/").at(-1) ?? ""]) : documented;
  const schema =
    "properties" in direct ? { ...direct, properties: { ...object(direct.properties), ...ofEveryAnswer } } : direct;
  answerSchemas.set(documented, schema);
  return schema;
}

type Schema = Readonly<Record<string, unknown>>;
type Direction = "readOnly" | "writeOnly";

function problemsOf(
  what: string,
  schema: Schema | null | undefined,
  value: unknown,
  hidden: Direction,
): readonly string[] {
  if (schema === null || schema === undefined || value === undefined) return [];
  const result = validatorOf(schema, hidden).safeParse(value);
  return result.success ? [] : result.error.issues.map((issue) => `${what}: ${issue.path.join(".")} ${issue.message}`);
}

const validators: Record<Direction, Map<Schema, z.ZodType>> = { readOnly: new Map(), writeOnly: new Map() };
const strictSchemas = {
  readOnly: strictAll(contract.schemas, "readOnly"),
  writeOnly: strictAll(contract.schemas, "writeOnly"),
};

function validatorOf(schema: Schema, hidden: Direction): z.ZodType {
  const known = validators[hidden].get(schema);
  if (known !== undefined) return known;
  const whole = { ...object(strict(schema, hidden)), definitions: strictSchemas[hidden] };
  const validator = z.fromJSONSchema(whole, { defaultTarget: "openapi-3.0" });
  validators[hidden].set(schema, validator);
  return validator;
}

function strictAll(schemas: Readonly<Record<string, Schema>>, hidden: Direction) {
  const written = structuredClone(schemas);
  for (const { schema, at, values, properties } of additions) {
    const place = [schema, ...at].reduce(within, written);
    if (values !== undefined) Object.assign(place, { enum: [...list(Reflect.get(place, "enum")), ...values] });
    if (properties !== undefined) Object.assign(within(place, "properties"), properties);
  }
  return Object.fromEntries(Object.entries(written).map(([name, schema]) => [name, strict(schema, hidden)]));
}

/** An object has the properties that are written, and no other; a request none that only the service sets, but its own id. */
function strict(schema: unknown, hidden: Direction): unknown {
  if (Array.isArray(schema)) return schema.map((item) => strict(item, hidden));
  if (typeof schema !== "object" || schema === null) return schema;
  if ("$ref" in schema) return { $ref: String(schema.$ref).replace("#/components/schemas/", "#/definitions/") };
  const inner = Object.entries(schema).map(([name, value]) => {
    if (name !== "properties") return [name, name === "enum" ? value : strict(value, hidden)];
    const shown = Object.entries(object(value)).filter(([key, item]) => key === "id" || object(item)[hidden] !== true);
    return [name, Object.fromEntries(shown.map(([key, item]) => [key, strict(item, hidden)]))];
  });
  const closed = "properties" in schema && !("additionalProperties" in schema) ? { additionalProperties: false } : {};
  return { ...Object.fromEntries(inner), ...closed };
}

/** Itself and no copy, so that it can be added to. */
function within(place: object, name: string): object {
  const inner: unknown = Reflect.get(place, name);
  if (typeof inner !== "object" || inner === null) throw new RangeError(`contract.json has no ${name} there`);
  return inner;
}

function object(value: unknown): Schema {
  return schemaSchema.parse(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
