import { isList, isObject, type Json, type JsonObject, parseJson } from "../../model/json";
import type { Resource } from "../template";
import { templateParts } from "../template-string";

/** A value that is no object, with where it stands. */
export interface Leaf {
  /** Arguments and blocks that lead to it, as the table names them: `health_check.matcher`. */
  readonly path: string;
  readonly keys: readonly (string | number)[];
  readonly value: Json;
}

/** Arguments whose text is JSON, and is looked into; policies of IAM have rules of their own. */
const jsonTexts: ReadonlySet<string> = new Set([
  "aws_ecr_lifecycle_policy.policy",
  "aws_ecs_task_definition.container_definitions",
  "aws_sqs_queue.redrive_policy",
  "aws_sqs_queue_redrive_allow_policy.redrive_allow_policy",
]);

/** What a block is called in the table: its type, and for what is only looked up `data.` before it. */
export function tableNameOf({ address, type }: Pick<Resource, "address" | "type">): string {
  return address.startsWith("data.") ? `data.${type}` : type;
}

/** Every value that stands in a block; what is null or an empty list is not set. */
export function leavesOf(block: Block): readonly Leaf[] {
  return within(readBody(block), [], []);
}

/** Each object that a path of the table ends in the middle of: those that hold `path`'s last name, or lack it. */
export function parentsOf(block: Block, path: string): readonly JsonObject[] {
  const parents = path.split(".").slice(0, -1);
  return parents.reduce<readonly JsonObject[]>(
    (objects, name) => objects.flatMap((object) => objectsIn(object[name])),
    [readBody(block)],
  );
}

type Block = Pick<Resource, "type" | "body">;

/** Each required argument asks for it, and reading JSON takes time. */
const readBodies = new WeakMap<JsonObject, JsonObject>();

/** A block's settings, with what is JSON in a text as JSON: such texts stand at its top. */
function readBody({ type, body }: Block): JsonObject {
  const known = readBodies.get(body);
  if (known !== undefined) return known;
  const settings = Object.entries(body).filter(([name]) => name !== "//");
  const read = Object.fromEntries(settings.map(([name, value]) => [name, readable(`${type}.${name}`, value)]));
  readBodies.set(body, read);
  return read;
}

function within(value: Json, keys: Leaf["keys"], names: readonly string[]): readonly Leaf[] {
  if (isList(value)) return value.flatMap((item, index) => within(item, [...keys, index], names));
  if (isObject(value))
    return Object.entries(value).flatMap(([key, item]) => within(item, [...keys, key], [...names, key]));
  return value === null ? [] : [{ path: names.join("."), keys, value }];
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  if (isList(value)) return value.flatMap(objectsIn);
  return isObject(value) ? [value] : [];
}

/** The value, or what is JSON in its text where that is looked into. */
export function readable(place: string, value: Json): Json;
export function readable(place: string, value: Json | undefined): Json | undefined;
export function readable(place: string, value: Json | undefined): Json | undefined {
  if (typeof value !== "string" || !jsonTexts.has(place)) return value;
  try {
    return parseJson(
      templateParts(value)
        .map(({ kind, source }) => (kind === "text" ? source : source.replaceAll('"', "'")))
        .join(""),
    );
  } catch {
    return value;
  }
}
