import { z } from "zod";
import { namesCredential, shownValue } from "../model/secret-values";
import { orList } from "../model/wording";
import { type ConfigPath, type Fault, formatPath } from "./diagnostics";
import { keysOf, schemasAt } from "./schema-walk";
import { likelyChoice, suggestion } from "./suggestion";
import { typeMessage } from "./type-message";
import type { YamlFile } from "./yaml-file";

/** Checks the file's settings, and says what is wrong with them in words of the file instead of the schema's. */
export function validate<Schema extends z.ZodType>(
  content: YamlFile,
  schema: Schema,
): { readonly settings?: z.output<Schema>; readonly faults: readonly Fault[] } {
  const result = schema.safeParse(content.value, { error: plainMessage });
  if (result.success) return { settings: result.data, faults: [] };
  const findings = result.error.issues.flatMap((issue) => findingsOf(issue, [], schema, content));
  return {
    faults: withoutEchoes(findings).map(({ path, at, message }) => ({
      file: content.file,
      position: content.positionOf(path, at),
      path,
      message,
    })),
  };
}

interface Finding {
  readonly path: ConfigPath;
  readonly at: "key" | "value";
  readonly message: string;
  readonly about?: "absence" | "kind" | "size";
  /** The path that a misspelt key stands for: it is not reported as missing too. */
  readonly meant?: ConfigPath;
}

/** One slip, one fault: a misspelt key is not missing too, and zod measures the length of whatever has one. */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const meant = new Set(findings.map((finding) => formatPath(finding.meant ?? [])));
  const wrongKind = new Set(findings.filter(({ about }) => about === "kind").map(({ path }) => formatPath(path)));
  return findings.filter(({ about, path }) => {
    if (about === "absence") return !meant.has(formatPath(path));
    return about !== "size" || !wrongKind.has(formatPath(path));
  });
}

function findingsOf(issue: z.core.$ZodIssue, parent: ConfigPath, schema: z.ZodType, content: YamlFile): Finding[] {
  const path = [...parent, ...issue.path.map((segment) => (typeof segment === "number" ? segment : String(segment)))];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey(path, key, schema));
    case "invalid_union":
      return unionFindings(issue, path, schema, content);
    case "invalid_type":
      return [typeFinding(issue, path, schema, content)];
    case "too_small":
    case "too_big":
      return [{ path, at: "value", message: issue.message, about: "size" }];
    default:
      return [
        { path, at: issue.code === "custom" && issue.params?.at === "key" ? "key" : "value", message: issue.message },
      ];
  }
}

function unknownKey(parent: ConfigPath, key: string, schema: z.ZodType): Finding {
  const path = [...parent, key];
  const known = schemasAt(schema, parent).flatMap(keysOf);
  const likely = likelyChoice(key, known);
  return {
    path,
    at: "key",
    message: `unknown key; ${suggestion(key, known)}`,
    meant: likely === undefined ? undefined : [...parent, likely],
  };
}

function typeFinding(
  issue: z.core.$ZodIssueInvalidType,
  path: ConfigPath,
  schema: z.ZodType,
  content: YamlFile,
): Finding {
  const value = valueAt(content.value, path);
  if (value === undefined) return absence(path, schema);
  const isPrivate = path.some((segment) => namesCredential(String(segment)));
  const message = typeMessage(issue, { value, source: content.sourceOf(path), isPrivate });
  return { path, at: "value", message, about: "kind" };
}

function absence(path: ConfigPath, schema: z.ZodType): Finding {
  const [described] = schemasAt(schema, path).flatMap(({ description }) => description ?? []);
  const message = described === undefined ? "missing; write it" : `missing; write it (${described})`;
  return { path, at: "key", message, about: "absence" };
}

/** The first key of each branch tells which one is meant. */
function unionFindings(
  issue: z.core.$ZodIssueInvalidUnion,
  path: ConfigPath,
  schema: z.ZodType,
  content: YamlFile,
): Finding[] {
  const branches = schemasAt(schema, path).filter((each) => each instanceof z.ZodObject);
  const heads = branches.flatMap((branch) => keysOf(branch).slice(0, 1));
  const value = valueAt(content.value, path);
  if (value === undefined) return [absence(path, schema)];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [
      { path, at: "value", message: `${shownValue(value)} is not a mapping; write ${orList(heads)} below the key` },
    ];
  }
  const keys = Object.keys(value);
  const written = heads.filter((head) => keys.includes(head));
  if (written.length > 1) {
    return [{ path: [...path, written[1] ?? ""], at: "key", message: `set either ${orList(heads)}, not both` }];
  }
  const chosen = written[0] ?? keys.flatMap((key) => likelyChoice(key, heads) ?? [])[0];
  if (chosen === undefined) return [{ path, at: "key", message: `set ${orList(heads)}` }];
  return (issue.errors[heads.indexOf(chosen)] ?? []).flatMap((inner) => findingsOf(inner, path, schema, content));
}

function valueAt(value: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>((at, segment) => {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, segment)) return undefined;
    return Object.getOwnPropertyDescriptor(at, segment)?.value;
  }, value);
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
