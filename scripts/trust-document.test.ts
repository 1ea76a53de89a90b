import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { awsTypes } from "../model/aws-types/records";
import { trustDocument } from "./trust-document";

test.each(Object.entries(trustDocument()))("%s is up to date: npm run docs brings it there", (file, content) => {
  expect(readFileSync(file, "utf8")).toBe(content);
});

test("a record names a module of the emulator's gaps, or moto", () => {
  const named = [...awsTypes.values()].flatMap(({ emulated: { refuses, rewrites } }) =>
    [refuses, rewrites].flatMap((facts) => ("none" in facts ? [] : facts.map(({ by }) => by))),
  );
  expect(named).toContain("moto");
  const modules = [...new Set(named)].filter((by) => by !== "moto");
  expect(modules.filter((by) => !existsSync(`emulator/slipway_emulator/gaps/${by}.py`))).toEqual([]);
  expect(modules.length).toBeGreaterThan(20);
});

test("each type has a row", () => {
  const rows = trustDocument()
    ["docs/trust.md"]?.split("\n")
    .filter((line) => line.startsWith("| `"));
  expect(rows).toHaveLength(awsTypes.size);
  expect(rows).toContainEqual(
    expect.stringMatching(/^\| `aws_lb` \| rights; second plan; read back: network, names \|/),
  );
});
