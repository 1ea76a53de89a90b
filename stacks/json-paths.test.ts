import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JsonPath, withoutPaths } from "./json-paths";

test("removes what is at each path and keeps everything else", () => {
  const document = {
    resource: {
      aws_lb_listener: { https: { port: 443, mutual_authentication: { mode: "verify" } } },
      aws_lb_trust_store: { agents: { name: "agents" } },
    },
  };
  const remaining = withoutPaths(document, [
    ["resource", "aws_lb_listener", "https", "mutual_authentication"],
    ["resource", "aws_lb_trust_store", "agents", "name"],
  ]);
  expect(remaining).toEqual({ resource: { aws_lb_listener: { https: { port: 443 } } } });
});

test("removes containers that become empty, up to the root", () => {
  const document = { terraform: {}, resource: { aws_lb_trust_store: { agents: { name: "agents" } } } };
  expect(withoutPaths(document, [["resource", "aws_lb_trust_store", "agents"]])).toEqual({ terraform: {} });
});

test("keeps containers that were empty before", () => {
  const document = { output: {}, resource: { action: [{}, { order: 2 }] } };
  expect(withoutPaths(document, [["resource", "action", 1]])).toEqual({ output: {}, resource: { action: [{}] } });
});

test("closes the gap in a list, and counts indices as they were before", () => {
  const document = { action: Array.from({ length: 12 }, (_, index) => ({ order: index })) };
  const remaining = withoutPaths(document, [
    ["action", 2, "order"],
    ["action", 0],
    ["action", 10],
  ]);
  expect(remaining.action.map(({ order }) => order)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 11]);
});

test("leaves the document itself untouched", () => {
  const document = { action: [{ order: 1 }, { order: 2 }] };
  withoutPaths(document, [["action", 0]]);
  expect(document).toEqual({ action: [{ order: 1 }, { order: 2 }] });
});

describe("refuses a path where there is nothing", () => {
  const document = { resource: { aws_lb: { web: { internal: false } } } };
  const cases: readonly { readonly path: JsonPath; readonly named: string }[] = [
    { path: ["resource", "aws_lb", "api"], named: "resource.aws_lb.api" },
    { path: ["resource", "aws_alb", "web", "internal"], named: "resource.aws_alb.web.internal" },
    { path: ["resource", "aws_lb", "web", "internal", "deeper"], named: "resource.aws_lb.web.internal.deeper" },
  ];
  test.each(cases)("$named", ({ path, named }) => {
    expect(() => withoutPaths(document, [path])).toThrow(new RangeError(`nothing at ${named}`));
  });
});

const leafValue = fc.oneof(fc.integer(), fc.boolean(), fc.string());
const { tree } = fc.letrec<{ tree: unknown; branch: unknown }>((tie) => ({
  branch: fc.oneof(
    { maxDepth: 4 },
    leafValue,
    fc.array(tie("branch"), { minLength: 1, maxLength: 12 }),
    fc.dictionary(fc.stringMatching(/^[a-z]\d?$/), tie("branch"), { minKeys: 1, maxKeys: 3 }),
  ),
  tree: fc.dictionary(fc.stringMatching(/^[a-z]\d?$/), tie("branch"), { minKeys: 1, maxKeys: 3 }),
}));

/** A document without empty containers, and some of its leaves. */
const documentWithLeaves = tree.chain((value) => {
  const document = { resource: value };
  const leaves = leavesOf(document);
  return fc.record({
    document: fc.constant(document),
    leaves: fc.constant(leaves),
    removed: fc.shuffledSubarray([...leaves], { minLength: 1 }),
  });
});

interface Leaf {
  readonly path: JsonPath;
  readonly value: unknown;
}

function leavesOf(value: unknown, path: JsonPath = []): readonly Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, [...path, key]));
}

const withoutIndices = ({ path, value }: Leaf) => ({ keys: path.filter((key) => typeof key === "string"), value });

test("leaves every other leaf as it was, in its order", () => {
  fc.assert(
    fc.property(documentWithLeaves, ({ document, leaves, removed }) => {
      const remaining = leavesOf(
        withoutPaths(
          document,
          removed.map(({ path }) => path),
        ),
      );
      const expected = leaves.filter((leaf) => !removed.includes(leaf));
      expect(remaining.map(withoutIndices).filter(({ keys }) => keys.length > 0)).toEqual(expected.map(withoutIndices));
    }),
  );
});

test("does not depend on the order of the paths", () => {
  fc.assert(
    fc.property(documentWithLeaves, ({ document, removed }) => {
      const paths = removed.map(({ path }) => path);
      expect(withoutPaths(document, paths)).toEqual(withoutPaths(document, [...paths].reverse()));
    }),
  );
});
