import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const packages: Readonly<Record<string, LockedPackage>> = JSON.parse(
  readFileSync("package-lock.json", "utf8"),
).packages;

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
    ([, version]) => !/^(npm:[a-z/@-]+@)?\d+\.\d+\.\d+$/.test(String(version)),
  );
  expect(loose).toEqual([]);
});

/** As Node finds it: beside the package that asks for it, or in any folder above. */
function isLocked(name: string, dependency: string): boolean {
  if (packages[`${name === "" ? "" : `${name}/`}node_modules/${dependency}`]?.version !== undefined) return true;
  const above = name.lastIndexOf("/node_modules/");
  return name !== "" && isLocked(above < 0 ? "" : name.slice(0, above), dependency);
}
