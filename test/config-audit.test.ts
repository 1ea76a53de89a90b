import { describe, expect, test } from "vitest";
import { formatPath } from "../config/diagnostics";
import { accountSchema } from "../config/schema/account";
import { environmentSchema } from "../config/schema/environment";
import { readYaml } from "../config/yaml-file";
import { type CorpusCase, casesIn } from "./helpers/corpus";
import { leafOf, type SchemaLeaf, schemaLeaves } from "./helpers/schema-leaves";

/** Fargate's pairs are a rule over both. */
const heldByRule = ["services.*.size.cpuUnits", "services.*.size.memoryMiB"];
/** Names the file of another environment, which the corpus has not: `config/promotion.test.ts` has. */
const betweenFiles = "promotedFrom[]";

const accepted = [...casesIn("good"), ...casesIn("sound")];
const refused = [...casesIn("bad"), ...casesIn("five")];

describe.each([
  ["an account", accountSchema, true],
  ["an environment", environmentSchema("staging"), false],
])("of the fields of %s", (_, schema, isOfAccounts) => {
  const leaves = schemaLeaves(schema);
  const without = (found: readonly (string | undefined)[]) =>
    leaves.map(({ path }) => path).filter((path) => !found.includes(path) && path !== betweenFiles);
  const ofKind = (cases: readonly CorpusCase[]) => cases.filter(({ isAccount }) => isAccount === isOfAccounts);

  test("each says what it is for and what it may hold", () => {
    expect(leaves.length).toBeGreaterThan(15);
    expect(leaves.filter(({ isDescribed }) => !isDescribed)).toEqual([]);
    const free = leaves.filter(({ path, isConstrained }) => !isConstrained && !heldByRule.includes(path));
    expect(free).toEqual([]);
  });

  test("each is written in a file that is accepted", () => {
    expect(without(ofKind(accepted).flatMap(({ text }) => writtenLeaves(text, leaves)))).toEqual([]);
  });

  test("each is refused in a file that holds something else", () => {
    const paths = ofKind(refused).flatMap(({ faults }) => faults.map((fault) => / (\S+?): /.exec(fault)?.[1] ?? ""));
    expect(without(paths.map((path) => leafOf(path, leaves)))).toEqual([]);
  });
});

function writtenLeaves(text: string, leaves: readonly SchemaLeaf[]): readonly (string | undefined)[] {
  return pathsOf(readYaml("", text).content?.value, []).map((path) => leafOf(path, leaves));
}

function pathsOf(value: unknown, path: readonly (string | number)[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => pathsOf(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [formatPath(path)];
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]));
}
