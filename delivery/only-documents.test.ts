import { expect, test } from "vitest";
import { onlyDocuments } from "./only-documents";

test.each<[string, readonly string[] | undefined, boolean]>([
  ["documents", ["docs/delivery.md", "CONTRIBUTING.md", "workloads/shop/README.md"], true],
  ["a document and what is no document", ["docs/delivery.md", "docs/changes.json"], false],
  ["the README, whose commands are run", ["README.md"], false],
  ["what a test compares", ["test/golden/plan.md"], false],
  ["nothing", [], false],
  ["what nobody knows", undefined, false],
])("%s", (_, changed, expected) => {
  expect(onlyDocuments(changed)).toBe(expected);
});
