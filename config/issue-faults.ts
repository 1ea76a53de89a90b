import { z } from "zod";
import { namesCredential, shownValue } from "../model/secret-values";
import { andList, orList } from "../model/wording";
import { type ConfigPath, type Fault, formatPath } from "./diagnostics";
import { nameInOtherTools } from "./other-tools";
import { withLeafFaults } from "./plain-leaves";
import { keysOf, kindIn, schemasAt, valueIn } from "./schema-walk";
import { likelyChoice, suggestion } from "./suggestion";
import { typeMessage } from "./type-message";
import type { YamlFile } from "./yaml-file";

/** Checks the file's settings, and says what is wrong with them in words of the file instead of the schema's. */
export function validate<Schema extends z.ZodType>(
  content: YamlFile,
  schema: Schema,
): { readonly settings?: z.output<Schema>; readonly faults: readonly Fault[] } {
  const result = schema.safeParse(content.value, { error: plainMessage });
  const findings = (result.error?.issues ?? []).flatMap((issue) => findingsOf(issue, [], schema, content));
  const faults = withoutEchoes(findings).map(({ path, at, message }) => ({
    file: content.file,
    position: content.positionOf(path, at),
    path,
    message,
  }));
  const all = withLeafFaults(content, faults);
  return all.length === 0 ? { settings: result.data, faults: [] } : { faults: all };
}

interface Finding {
  readonly path: ConfigPath;
  readonly at: "key" | "value";
  readonly message: string;
  readonly about?: "absence" | "kind" | "size" | "rule";
  /** The path that a misspelt key stands for: it is not reported as missing too. */
  readonly meant?: ConfigPath;
}

/**
 * One slip, one fault: a misspelt key is not missing too, zod measures the length of whatever has one, and a rule has nothing
 * to say of a value that cannot be.
 */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const meant = new Set(findings.map((finding) => formatPath(finding.meant ?? [])));
  const wrongKind = new Set(findings.filter(({ about }) => about === "kind").map(({ path }) => formatPath(path)));
  const malformed = new Set(
    findings.filter(({ about, at }) => about !== "rule" && at === "value").map(({ path }) => formatPath(path)),
  );
  return findings.filter(({ about, path }) => {
    if (about === "rule") return !malformed.has(formatPath(path));
    if (about === "absence") return !meant.has(formatPath(path));
    return about !== "size" || !wrongKind.has(formatPath(path));
  });
}

function findingsOf(issue: z.core.$ZodIssue, parent: ConfigPath, schema: z.ZodType, content: YamlFile): Finding[] {
  const path = [...parent, ...issue.path.map((segment) => (typeof segment === "number" ? segment : String(segment)))];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(path, key, schema, content));
    case "invalid_union":
      // zod names the key of a discriminated union, and not the union.
      return unionFindings(issue, "discriminator" in issue ? path.slice(0, -1) : path, schema, content);
    case "invalid_type":
      return [typeFinding(issue, path, schema, content)];
    case "too_small":
    case "too_big":
      return [{ path, at: "value", message: issue.message, about: "size" }];
    case "custom":
      return [{ path, at: issue.params?.at === "key" ? "key" : "value", message: issue.message, about: "rule" }];
    default:
      return [{ path, at: "value", message: issue.message }];
  }
}

function unknownKey(parent: ConfigPath, key: string, schema: z.ZodType, content: YamlFile): Finding {
  const path = [...parent, key];
  const schemas = schemasAt(schema, parent, content.value);
  const kind = schemas.map(kindIn).find((candidate) => candidate !== undefined);
  // Without a value every kind is meant.
  const elsewhere = schemasAt(schema, parent, undefined)
    .filter((each) => keysOf(each).includes(key))
    .flatMap(kindsOf);
  if (kind !== undefined && elsewhere.length > 0) {
    return { path, at: "key", message: `not a setting of kind ${kind}, but of ${andList(elsewhere)}; remove it` };
  }
  const known = [...new Set(schemas.flatMap(keysOf))];
  if (known.includes(key)) return otherBranch(path, schemas, valueAt(content.value, parent));
  const elsewhereNamed = nameInOtherTools(parent, key, known);
  if (elsewhereNamed !== undefined) {
    const { message, head } = elsewhereNamed;
    return { path, at: "key", message, meant: head === undefined ? undefined : [...parent, head] };
  }
  const likely = likelyChoice(key, known);
  return {
    path,
    at: "key",
    message: `unknown key; ${suggestion(key, known)}`,
    meant: likely === undefined ? undefined : [...parent, likely],
  };
}

/** A setting of a branch of a union beside the first key of another. */
function otherBranch(path: ConfigPath, schemas: readonly z.ZodType[], value: unknown): Finding {
  const heads = schemas.flatMap((each) => keysOf(each)[0] ?? []);
  const written = heads.find((head) => valueIn(value, head) !== undefined && head !== path.at(-1));
  const message = heads.includes(String(path.at(-1)))
    ? `set either ${orList(heads)}, not both`
    : `not a setting beside ${written}; remove it`;
  return { path, at: "key", message };
}

function kindsOf(schema: z.ZodType): readonly string[] {
  const kind = kindIn(schema);
  return kind === undefined ? [] : [kind];
}

function typeFinding(
  issue: z.core.$ZodIssueInvalidType,
  path: ConfigPath,
  schema: z.ZodType,
  content: YamlFile,
): Finding {
  const value = valueAt(content.value, path);
  if (value === undefined) return absence(path, schema, content);
  const isPrivate = path.some((segment) => namesCredential(String(segment)));
  const message = typeMessage(issue, { value, source: content.sourceOf(path), isPrivate });
  return { path, at: "value", message, about: "kind" };
}

function absence(path: ConfigPath, schema: z.ZodType, content: YamlFile): Finding {
  const [described] = schemasAt(schema, path, content.value).flatMap(({ description }) => description ?? []);
  const message = described === undefined ? "missing; write it" : `missing; write it (${described})`;
  return { path, at: "key", message, about: "absence" };
}

/** A value that does not say which branch it is, or says none that there is. */
function kindFinding(path: ConfigPath, kinds: readonly string[], value: unknown): Finding {
  const at = [...path, "kind"];
  const kind = valueIn(value, "kind");
  return kind === undefined
    ? { path: at, at: "key", message: `missing; write it (${orList(kinds)})`, about: "absence" }
    : { path: at, at: "value", message: `${shownValue(kind)} is not allowed; use ${orList(kinds)}` };
}

/** The first key of each branch tells which one is meant. */
function unionFindings(
  issue: z.core.$ZodIssueInvalidUnion,
  path: ConfigPath,
  schema: z.ZodType,
  content: YamlFile,
): Finding[] {
  const value = valueAt(content.value, path);
  if (value === undefined) return [absence(path, schema, content)];
  const union = schemasAt(schema, path, undefined).find((each) => each instanceof z.ZodUnion);
  const options: readonly unknown[] = union?.options ?? [];
  const heads = options.map((option) => (option instanceof z.ZodObject ? keysOf(option)[0] : undefined));
  const named = heads.filter((head) => head !== undefined);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const text = options.findIndex((option) => option instanceof z.ZodString);
    if (text >= 0 && !Array.isArray(value)) return branchFindings(issue, text, path, schema, content);
    const message = `${shownValue(value)} is not a mapping; write ${orList(named)} below the key`;
    return [{ path, at: "value", message }];
  }
  const kinds = options.flatMap((option) => (option instanceof z.ZodObject ? kindsOf(option) : []));
  if (kinds.length > 0) return [kindFinding(path, kinds, value)];
  const keys = Object.keys(value);
  const written = named.filter((head) => keys.includes(head));
  if (written.length > 1) {
    return [{ path: [...path, written[1] ?? ""], at: "key", message: `set either ${orList(named)}, not both` }];
  }
  const chosen = written[0] ?? keys.flatMap((key) => likelyChoice(key, named) ?? [])[0];
  if (chosen === undefined) return [{ path, at: "key", message: `set ${orList(named)}` }];
  return branchFindings(issue, heads.indexOf(chosen), path, schema, content);
}

function branchFindings(
  issue: z.core.$ZodIssueInvalidUnion,
  branch: number,
  path: ConfigPath,
  schema: z.ZodType,
  content: YamlFile,
): Finding[] {
  return (issue.errors[branch] ?? []).flatMap((inner) => findingsOf(inner, path, schema, content));
}

function valueAt(value: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>(valueIn, value);
}

/** Stands in for zod's own messages, where the schema has none: numbers have theirs, with their range. */
function plainMessage({ code, input, ...issue }: z.core.$ZodRawIssue): string | undefined {
  switch (code) {
    case "too_small":
      return `too short with ${sizeOf(input)}; use at least ${issue.minimum}`;
    case "too_big":
      return `too long with ${sizeOf(input)}; use at most ${issue.maximum}`;
    case "invalid_value":
      return Array.isArray(issue.values)
        ? `${shownValue(input)} is not allowed; use ${orList(issue.values)}`
        : undefined;
    default:
      return undefined;
  }
}

function sizeOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 1 ? "1 entry" : `${value.length} entries`;
  const { length } = String(value);
  return length === 1 ? "1 character" : `${length} characters`;
}
