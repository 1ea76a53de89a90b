import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UserError } from "./user-error";
import { assertWritable, writeWhole } from "./write-whole";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "slipway-write-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("replaces a file, and makes its folder", () => {
  const file = join(folder, "reports", "scan.sarif");
  writeWhole(file, "first");
  writeWhole(file, "second");
  expect(readFileSync(file, "utf8")).toBe("second");
  expect(readdirSync(join(folder, "reports"))).toEqual(["scan.sarif"]);
});

test("says what cannot be written, and leaves nothing half done", () => {
  const file = join(folder, "scan.sarif");
  mkdirSync(join(file, "in-the-way"), { recursive: true });
  expect(() => writeWhole(file, "text")).toThrow(
    new UserError(`${file} cannot be written (EISDIR); name a file in a writable folder`),
  );
  expect(readdirSync(folder)).toEqual(["scan.sarif"]);
});

test("is known to fail before there is anything to write", () => {
  const file = join(folder, "picture.mmd");
  assertWritable(file);
  expect(readdirSync(folder)).toEqual([]);
  expect(() => assertWritable(folder)).toThrow(
    new UserError(`${folder} cannot be written (EISDIR); name a file in a writable folder`),
  );
  expect(() => assertWritable("/dev/null/reports/picture.mmd")).toThrow(UserError);
});
