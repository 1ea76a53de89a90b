import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findBun } from "../running/tools/bun";
import { availableTools } from "./helpers/available-tools";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const packages: Readonly<Record<string, LockedPackage>> = JSON.parse(
  readFileSync("package-lock.json", "utf8"),
).packages;

const bun = await availableTools("the page's lock file", () => findBun(process.cwd()));

test("the lock file names no host to download from", () => {
  expect(Object.keys(packages).filter((name) => packages[name]?.resolved !== undefined)).toEqual([]);
});

test("the lock file holds the packages of every platform, without which npm ci refuses it", () => {
  const optional = Object.entries(packages).flatMap(([name, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((dependency) => ({ name, dependency })),
  );
  expect(optional.filter(({ name, dependency }) => !isLocked(name, dependency))).toEqual([]);
});

test("package.json pins every package exactly", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)),
  );
  expect(loose).toEqual([]);
});

describe("the page's lock file", () => {
  test("names no host to download from", () => {
    expect(readFileSync("frontend/bun.lock", "utf8")).not.toContain("://");
  });

  test.skipIf(bun === undefined)("is what Bun would write, so that a frozen installation accepts it", () => {
    const args = ["install", "--frozen-lockfile", "--dry-run"];
    const { status, stderr } = spawnSync(String(bun), args, { cwd: "frontend", encoding: "utf8" });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  });

  test("has the compiler that checks the rest", () => {
    const page = JSON.parse(readFileSync("frontend/package.json", "utf8"));
    const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(page.devDependencies).toEqual({ typescript: devDependencies.typescript });
  });
});

/** As Node finds it: beside the package that asks for it, or in any folder above. */
function isLocked(name: string, dependency: string): boolean {
  if (packages[`${name === "" ? "" : `${name}/`}node_modules/${dependency}`]?.version !== undefined) return true;
  const above = name.lastIndexOf("/node_modules/");
  return name !== "" && isLocked(above < 0 ? "" : name.slice(0, above), dependency);
}
