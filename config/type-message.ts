import type { z } from "zod";
import { shownValue } from "../model/secret-values";

export interface WrittenValue {
  readonly value: unknown;
  /** The text of a plain value, before YAML made a number of it. */
  readonly source: string | undefined;
  /** Whether the value may be a credential, by the name of its setting. */
  readonly isPrivate: boolean;
}

const kinds: Readonly<Record<string, string>> = {
  array: "a list; write one entry a line, each after a hyphen",
  boolean: "a switch; use true or false",
  object: "a mapping; write its settings below the key",
  record: "a mapping; write its entries below the key",
  string: "text; write one value",
};

/** What is wrong with a value of the wrong kind. Numbers have their message from the schema, which knows the range. */
export function typeMessage(issue: z.core.$ZodIssueInvalidType, { value, source, isPrivate }: WrittenValue): string {
  if (!isPrivate && typeof value === "string" && isNumeric(issue.expected, value)) {
    return `"${value}" is text; remove the quotes to make it a number`;
  }
  const kind = kinds[issue.expected];
  if (kind === undefined) return issue.message;
  if (issue.expected === "string" && (typeof value === "number" || typeof value === "boolean")) {
    const read = typeof value === "number" ? "a number" : "true or false";
    return isPrivate
      ? `this is read as ${read}; put it in quotes`
      : `${shownValue(source)} is read as ${read}; put it in quotes: "${source}"`;
  }
  return `${isPrivate && typeof value !== "object" ? "this" : shownValue(value)} is not ${kind}`;
}

function isNumeric(expected: string, value: string): boolean {
  return (expected === "number" || expected === "int") && /^\d{1,15}$/.test(value);
}
