import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The tests of today's systems, which read their workloads. */
const ofSystems = /^test\/systems\//;

const made = new Set([".git", ".slipway", "cdktf.out", "coverage", "node_modules"]);
const workloads = existsSync("workloads") ? readdirSync("workloads").map((name) => `workloads/${name}`) : [];

/** Programs and tests outside the folder, in every language that the project has. */
function programs(): readonly string[] {
  return readdirSync(".", { withFileTypes: true })
    .filter(({ name }) => !made.has(name) && name !== "workloads")
    .flatMap((entry) => (entry.isDirectory() ? below(entry.name) : [entry.name]))
    .filter((file) => /\.([cm]?[jt]s|py)$/.test(file) && !ofSystems.test(file));
}

function below(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`);
}

test("no program or test names the folder of a workload, so that it can go or another take its place", () => {
  const naming = programs().filter((file) => {
    const text = readFileSync(file, "utf8");
    return workloads.some((folder) => text.includes(folder));
  });
  expect(naming).toEqual([]);
});
