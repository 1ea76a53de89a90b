import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { availableTools } from "../../../test/helpers/available-tools";
import { findBun } from "../../../test/helpers/bun";
import { workloadFolder } from "../scripts/places";

const page = join(workloadFolder, "frontend");
const bun = await availableTools("the page's lock file", () => findBun(process.cwd()));

test("the page is typed", { timeout: 120_000 }, () => {
  const { status, stdout } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", page], {
    encoding: "utf8",
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});

test("the page's lock file names no host to download from", () => {
  expect(readFileSync(join(page, "bun.lock"), "utf8")).not.toContain("://");
});

test.skipIf(bun === undefined)(
  "the page's lock file is what Bun would write, so that a frozen installation accepts it",
  () => {
    const args = ["install", "--frozen-lockfile", "--dry-run"];
    const { status, stderr } = spawnSync(String(bun), args, { cwd: page, encoding: "utf8" });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  },
);

test("the page has the compiler that checks the rest", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(page, "package.json"), "utf8"));
  const { devDependencies: ours } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(devDependencies).toEqual({ typescript: ours.typescript });
});
