import { createHash } from "node:crypto";
import { openingText } from "../model/design";
import { isList, isObject, type Json, type JsonObject, listOf, objectOf, objectsOf, parseJson } from "../model/json";
import type { Resource } from "./template";
import { withLiteralReferences } from "./template-string";

/** The smallest thing of a resource that is accepted or not: a statement, an opening, or all its other arguments at once. */
export interface Part {
  readonly kind: "statement" | "opening" | "arguments";
  /** In a form that the order of keys and lists does not alter. */
  readonly value: Json;
}

const policyArgumentNames = ["policy", "assume_role_policy"] as const;
const openingArguments = ["ingress", "egress"] as const;

/** Everything that stands at a resource. */
export function partsOf({ type, body }: Resource): readonly Part[] {
  const statements = policyArgumentNames.flatMap((argument) => statementsOf(body[argument]) ?? []);
  const readable = policyArgumentNames.filter((argument) => statementsOf(body[argument]) !== undefined);
  const openings = holdsOpenings(type) ? openingArguments.flatMap((direction) => openingsOf(direction, body)) : [];
  const parted: readonly string[] = [...readable, ...(holdsOpenings(type) ? openingArguments : [])];
  const rest = Object.entries(body).filter(([argument]) => !parted.includes(argument));
  return [
    ...statements.map((statement) => part("statement", statement)),
    ...openings.map((opening) => part("opening", opening)),
    part("arguments", argumentsOf(Object.fromEntries(rest))),
  ];
}

/** A part as it is given beside a construct. */
export function givenPart(value: Json): Part {
  if (!isObject(value)) return part("opening", value);
  return value.Effect === undefined ? part("arguments", argumentsOf(value)) : part("statement", value);
}

/** Twelve digits that stay the same while the part does. */
export function fingerprintOf({ value }: Part): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12);
}

/** The part for a person to read. */
export function partText({ kind, value }: Part): string {
  if (typeof value === "string") return value;
  return kind === "statement" ? statementText(objectOf(value)) : JSON.stringify(value);
}

function part(kind: Part["kind"], value: Json): Part {
  return { kind, value: canonical(kind === "statement" ? statementForm(objectOf(value)) : value) };
}

function holdsOpenings(type: string): boolean {
  return type === "aws_security_group" || type === "aws_default_security_group";
}

/** Nothing where the argument is no JSON text of a policy. */
function statementsOf(value: Json | undefined): readonly JsonObject[] | undefined {
  if (typeof value !== "string") return undefined;
  try {
    const document = parseJson(withLiteralReferences(value));
    const statements = isObject(document) ? listOf(document.Statement) : [];
    return statements.length > 0 && statements.every(isObject) ? statements : undefined;
  } catch {
    return undefined;
  }
}

/** An id changes nothing, and one value is as good as a list of one. */
function statementForm({ Sid: _, ...statement }: JsonObject): JsonObject {
  const lists = Object.entries(statement).map(([key, value]) => [key, key === "Effect" ? value : asLists(value)]);
  return Object.fromEntries(lists);
}

function asLists(value: Json): Json {
  if (!isObject(value)) return listOf(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asLists(item)]));
}

function openingsOf(direction: "ingress" | "egress", body: JsonObject): readonly Json[] {
  return listOf(body[direction]).flatMap((opening): readonly Json[] => {
    // An expression, which nobody can look into here.
    if (!isObject(opening)) return [{ [direction]: opening }];
    const { cidr_blocks, ipv6_cidr_blocks, prefix_list_ids, security_groups, self } = opening;
    const peers = [
      ...[cidr_blocks, ipv6_cidr_blocks, prefix_list_ids, security_groups].flatMap(listOf),
      ...(self === true ? ["self"] : []),
    ];
    const { protocol, from_port: from, to_port: to } = opening;
    return peers.map((peer) => openingText({ direction, protocol: String(protocol), from, to, peer: String(peer) }));
  });
}

/** What only Terraform reads is left out, but for what it is told to overlook. */
function argumentsOf({ "//": _, depends_on: __, lifecycle, ...others }: JsonObject): JsonObject {
  const { ignore_changes } = objectOf(objectsOf(lifecycle)[0]);
  return ignore_changes === undefined ? others : { ...others, lifecycle: { ignore_changes } };
}

function canonical(value: Json): Json {
  if (typeof value === "string") return withLiteralReferences(value);
  if (isList(value)) return value.map(canonical).sort((left, right) => (text(left) < text(right) ? -1 : 1));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null);
  return Object.fromEntries(
    entries.sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, item]) => [key, canonical(item)]),
  );
}

function text(value: Json): string {
  return JSON.stringify(value);
}

function statementText({ Effect: effect, Condition: condition, ...others }: JsonObject): string {
  const clauses = Object.entries(others).map(
    ([key, value]) => `${key} ${isList(value) ? value.join(", ") : text(value)}`,
  );
  const where = condition === undefined ? [] : [`Condition ${text(condition)}`];
  return [String(effect), ...clauses, ...where].join(" ");
}
