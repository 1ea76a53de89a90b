import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { scheduleArchive } from "./function-archive";

const archive = scheduleArchive(process.cwd());
const { "index.js": program = new Uint8Array(), ...others } = unzipSync(readFileSync(archive.path));

test("holds one module, which loads by itself and exports the handler", () => {
  expect(Object.keys(others)).toEqual([]);
  const source = Buffer.from(program).toString();
  const script = `const module_ = { exports: {} }; new Function("module", "exports", "require", require("fs").readFileSync(0, "utf8"))(module_, module_.exports, require); console.log(typeof module_.exports.handler)`;
  expect(execFileSync(process.execPath, ["-e", script], { input: source, encoding: "utf8" }).trim()).toBe("function");
});

test("names no folder of the machine that it was built on", () => {
  expect(Buffer.from(program).toString()).not.toContain(process.cwd());
});

test("is below what a plan carries along without thought", () => {
  expect(readFileSync(archive.path).length).toBeLessThan(1_000_000);
});
