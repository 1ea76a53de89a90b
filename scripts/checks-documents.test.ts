import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../checks/registry";
import { checksDocuments } from "./checks-documents";

const documents = checksDocuments(process.cwd());

test.each(Object.entries(documents))("%s is up to date: npm run docs brings it there", (file, content) => {
  expect(readFileSync(file, "utf8")).toBe(content);
});

test("the reference has one row for a rule", () => {
  const rows = documents["docs/checks.md"]?.split("\n").filter((line) => line.startsWith("| `"));
  expect(rows).toHaveLength(rules.length);
  expect(rows).toContain(
    "| `container-privileged` | CRITICAL | Containers run without privileges | a privileged container has root's power over its host, and no scanner reports it |",
  );
});

test("the table of blocks tells inline rules, which the provider calls attributes, from tags", () => {
  const table = JSON.parse(documents["checks/hcl/block-table.json"] ?? "");
  expect(table.resource.aws_security_group).toEqual({ egress: {}, ingress: {}, timeouts: {} });
  expect(table.provider.aws).toHaveProperty("default_tags");
});
