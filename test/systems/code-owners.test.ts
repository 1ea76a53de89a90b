import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { loadConfiguration } from "../../config/load";
import { type Workflow, workflows } from "../helpers/workflows/workflow";

interface Owned {
  readonly pattern: string;
  readonly owners: readonly string[];
}

const owned = ownersIn(readFileSync(".github/CODEOWNERS", "utf8"));

function ownersIn(text: string): readonly Owned[] {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [pattern = "", ...owners] = line.split(" ");
    return { pattern, owners };
  });
}

/** As GitHub reads a line: from the root, a folder with all below it, `*` within a name. */
function matches({ pattern }: Owned, file: string): boolean {
  const path = pattern.slice(1).replaceAll(/[.+]/g, "\\$&").replaceAll("*", "[^/]*");
  return new RegExp(`^${path}${pattern.endsWith("/") ? "" : "$"}`).test(file);
}

/** Those that nobody owns. */
function unowned(files: readonly string[], list: readonly Owned[] = owned): readonly string[] {
  return files.filter((file) => !list.some((line) => matches(line, file)));
}

const made = new Set([".git", ".slipway", ".vscode", "cdktf.out", "coverage", "node_modules"]);
/** Of the project's root what neither runs nor decides anything: a mistake in it is found, or read, by people. */
const idle = new Set([
  ".dependency-cruiser.cjs",
  ".env.example",
  ".gitignore",
  ".nvmrc",
  "CONTRIBUTING.md",
  "README.md",
  "app.test.ts",
  "bench",
  "biome.json",
  "docs",
  "knip.json",
  "test",
  "tsconfig.json",
  "vitest.config.ts",
  "workloads",
]);

const tree = readdirSync(".", { withFileTypes: true }).filter(({ name }) => !made.has(name) && !name.endsWith(".log"));

const scriptsSchema = z.object({ scripts: z.record(z.string(), z.string()) });
const { scripts } = scriptsSchema.parse(JSON.parse(readFileSync("package.json", "utf8")));

/** Files that a workflow's commands and actions start, also by way of a script of package.json. */
function startedBy(all: readonly Workflow[]): readonly string[] {
  const steps = all.flatMap(({ jobs }) => Object.values(jobs)).flatMap((job) => job.steps);
  const commands = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
  const called = commands.flatMap((run) =>
    [...run.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name),
  );
  const lines = [...commands, ...called.map((name) => scripts[String(name)] ?? "")];
  const words = lines.flatMap((line) => line.replaceAll(/["'$()]/g, " ").split(/\s+/));
  const actions = steps.flatMap(({ uses = "" }) =>
    [...uses.matchAll(/^\$\/(.+)$/g)].map(([, path = ""]) => `${path}/action.yml`),
  );
  return [...new Set([...words.filter((word) => /[./]/.test(word) && existsSync(word)), ...actions])].sort();
}

function builtFiles(): readonly string[] {
  return loadConfiguration(process.cwd()).accounts.flatMap(({ repositories }) =>
    Object.values(repositories).flatMap(({ build }) =>
      build === undefined ? [] : [build.file, `${build.file}.dockerignore`].filter((file) => existsSync(file)),
    ),
  );
}

/** By where it comes from. */
const acting: Readonly<Record<string, readonly string[]>> = {
  "what a workflow starts": startedBy(workflows()).filter((file) => !file.startsWith("test/")),
  "what an image is built from": [
    ...builtFiles(),
    ".dockerignore",
    ...readdirSync("workloads")
      .map((name) => `workloads/${name}/docker/`)
      .filter((folder) => existsSync(folder)),
  ],
  "what else stands in the project": tree
    .filter(({ name }) => !idle.has(name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)),
};

test.each(Object.entries(acting))("somebody has to review %s", (_, files) => {
  expect(files.length).toBeGreaterThan(2);
  expect(unowned(files)).toEqual([]);
});

test("commands are found through scripts and actions", () => {
  const found = [".ci/run", ".github/actions/setup/action.yml", "scripts/only-documents.ts", "scripts/run.cjs"];
  expect(acting["what a workflow starts"]).toEqual(expect.arrayContaining(found));
});

test("nothing is called idle that is not there", () => {
  expect([...idle].filter((name) => !existsSync(name))).toEqual([]);
});

describe("a line of the list", () => {
  test.each(owned)("$pattern leads somewhere, and names teams", ({ pattern, owners }) => {
    const [, folder = "", rest = ""] = /^\/([^*]*)\*?(.*)$/.exec(pattern) ?? [];
    const paths = rest === "" ? [folder] : readdirSync(folder).map((name) => `${folder}${name}${rest}`);
    expect(paths.filter(existsSync)).not.toEqual([]);
    expect(owners.filter((owner) => /^@[\w-]+\/[\w-]+$/.test(owner))).toEqual(owners);
    expect(owners).not.toEqual([]);
  });

  const ofOneTeam = owned.filter(({ owners }) => owners.length === 1);

  test.each(ofOneTeam)("$pattern would be missed", (line) => {
    const others = ofOneTeam.filter((other) => other !== line);
    expect(unowned(Object.values(acting).flat(), others)).not.toEqual([]);
  });
});
