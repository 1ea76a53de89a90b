import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../../../running/run-folder";
import { Shutdown } from "../../../running/shutdown";
import { bunScript, findBun } from "../../../test/helpers/bun";
import { workloadFolder } from "./places";

/** React's packages are the page's own: they are installed apart, as the lock file says. */
const source = join(workloadFolder, "frontend");
const shutdown = new Shutdown(() => {});
const folder = join(temporaryFolder(shutdown), "frontend");

async function bun(...args: readonly string[]) {
  const options = { cwd: folder, env: { ...process.env, NODE_ENV: "test" } };
  const { exitCode, stdout, stderr } = await shutdown.children.run(findBun(process.cwd()), args, options);
  return { exitCode, output: exitCode === 0 ? "" : `${stdout}${stderr}` };
}

beforeAll(async () => {
  cpSync(source, folder, { recursive: true, filter: (file) => !/\/(node_modules|dist)$/.test(file) });
  expect(await bun("install", "--frozen-lockfile", "--ignore-scripts")).toEqual({ exitCode: 0, output: "" });
});
afterAll(() => shutdown.finish());

test("the lock file names no host to download from", () => {
  expect(readFileSync(join(source, "bun.lock"), "utf8")).not.toContain("://");
});

test.each(["typecheck", "test", "build"])("the page passes its %s", async (script) => {
  expect(await bun(...bunScript(script))).toEqual({ exitCode: 0, output: "" });
});
