import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { faultLines, stagingFolder } from "../test/helpers/configuration-folder";
import { fixtureFolder } from "../test/helpers/fixtures";
import { loadEnvironment } from "./load";

const text = readFileSync(`${fixtureFolder("small")}/config/environments/staging.yaml`, "utf8");

interface Leaf {
  readonly path: string;
  readonly range: readonly [from: number, to: number];
}

function leavesOf(node: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (isMap(node)) return node.items.flatMap(({ key, value }) => leavesOf(value, [...path, String(key)]));
  if (isSeq(node)) return node.items.flatMap((item, index) => leavesOf(item, [...path, String(index)]));
  if (!isScalar(node) || !isNode(node) || node.range == null) return [];
  return [{ path: path.join("."), range: [node.range[0], node.range[1]] }];
}

const leaves = leavesOf(parseDocument(text).contents);

test("the smallest fixture has the settings that this file tries", () => {
  expect(leaves.length).toBeGreaterThan(20);
});

describe.each(leaves)("$path", ({ path, range: [from, to] }) => {
  test("is refused at its own place where its kind is wrong", () => {
    const lineCounter = new LineCounter();
    const mutated = `${text.slice(0, from)}[]${text.slice(to)}`;
    parseDocument(mutated, { lineCounter });
    const { line, col } = lineCounter.linePos(from);
    const lines = faultLines(() => loadEnvironment(stagingFolder(mutated), "staging"));
    expect(lines).toEqual([expect.stringMatching(`^config/environments/staging.yaml:${line}:${col} ${path}: `)]);
  });
});
