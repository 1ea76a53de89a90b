import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { askYes } from "./ask";

test.each([
  ["y\n", true],
  ["Yes\n", true],
  ["\n", false],
  ["no\n", false],
  ["yesterday\n", false],
])("the answer %j is %s", async (answer, agreed) => {
  const input = new PassThrough();
  const output = new PassThrough();
  const asked = askYes(input, output, "change this workspace?");
  input.write(answer);
  expect(await asked).toBe(agreed);
  expect(String(output.read())).toContain("change this workspace? [y/N] ");
});

test("an input that ends is no", async () => {
  const input = new PassThrough();
  const asked = askYes(input, new PassThrough(), "change this workspace?");
  input.end();
  expect(await asked).toBe(false);
});
