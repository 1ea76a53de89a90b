import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blockTable } from "../../scripts/block-table";

test("the table of blocks is what the bindings say of the types that constructs use: else run npm run docs", () => {
  const committed = readFileSync(join(import.meta.dirname, "block-table.json"), "utf8");
  expect(committed).toBe(blockTable(join(import.meta.dirname, "../..")));
});
