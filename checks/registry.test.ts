import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "./registry";

const ruleFiles = readdirSync(join(import.meta.dirname, "rules"), { recursive: true, encoding: "utf8" });
const fileNames = (suffix: RegExp) =>
  ruleFiles.filter((file) => suffix.test(file)).map((file) => basename(file).replace(suffix, ""));

describe("the registry", () => {
  test("lists exactly the rules that there are files for, by the files' names", () => {
    const files = fileNames(/(?<!\.test)\.ts$/);
    expect(rules.map(({ id }) => id).sort()).toEqual(files.sort());
  });

  test("lists no rule without a test beside it", () => {
    expect(rules.map(({ id }) => id).sort()).toEqual(fileNames(/\.test\.ts$/).sort());
  });

  test("says of each rule what holds and why", () => {
    for (const { title, why } of rules) {
      expect(title).toMatch(/^[A-Z].{10,100}[^.]$/);
      expect(why).toMatch(/^.{20,}[^.]$/);
    }
  });
});
