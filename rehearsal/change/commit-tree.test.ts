import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fakeProgram } from "../../running/tools/testing/fake-program";
import { aToolbox } from "../../running/tools/testing/temporary-toolbox";
import { configurationFolder, environmentYaml } from "../../test/helpers/configuration-folder";
import { committedFolder } from "../../test/helpers/git-folder";
import { keepOnly, synthesizeByOwnProgram, treeOf } from "./commit-tree";

const production = environmentYaml.replace("account: shop", "promotedFrom:\n  - staging\naccount: shop");

function aProject(files: Readonly<Record<string, string>> = {}) {
  const folder = configurationFolder({
    "config/environments/staging.yaml": environmentYaml,
    "config/environments/production.yaml": production,
    "package-lock.json": "{}",
    ...files,
  });
  return { folder, git: committedFolder(folder) };
}

test("a commit's files are as they were, and the project, its index and its list of work trees as they are", async () => {
  const { folder, git } = aProject();
  writeFileSync(join(folder, "config/environments/staging.yaml"), "changed");
  git("add", ".");
  const before = git("status", "--porcelain");
  const tree = await treeOf(git("rev-parse", "HEAD"), aToolbox({ projectRoot: folder }));
  expect(readFileSync(join(tree, "config/environments/staging.yaml"), "utf8")).toBe(environmentYaml);
  expect(git("status", "--porcelain")).toBe(before);
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
});

test("a project below the top of its repository is found there", async () => {
  const { folder, git } = aProject({ "infrastructure/config/environments/staging.yaml": environmentYaml });
  const toolbox = aToolbox({ projectRoot: join(folder, "infrastructure") });
  expect(readdirSync(await treeOf(git("rev-parse", "HEAD"), toolbox))).toEqual(["config"]);
});

test("a tree goes with the run", async () => {
  const { folder, git } = aProject();
  const toolbox = aToolbox({ projectRoot: folder });
  const tree = await treeOf(git("rev-parse", "HEAD"), toolbox);
  await toolbox.shutdown.finish();
  expect(existsSync(tree)).toBe(false);
});

test("one environment is kept, and the order of releases that names others is left out", () => {
  const { folder } = aProject();
  keepOnly("production", folder);
  expect(readdirSync(join(folder, "config/environments"))).toEqual(["production.yaml"]);
  expect(readFileSync(join(folder, "config/environments/production.yaml"), "utf8")).toBe(environmentYaml);
});

test("production is left without an order of releases by saying why", () => {
  const { folder } = aProject({ "config/environments/production.yaml": `${production}production: true\n` });
  keepOnly("production", folder);
  expect(readFileSync(join(folder, "config/environments/production.yaml"), "utf8")).toBe(
    `notPromotedBecause: it is rehearsed without the others\n${environmentYaml}production: true\n`,
  );
});

/** A program that says what it was run with. */
const program = {
  "scripts/synth.cjs":
    'const { SLIPWAY_TARGET, CDKTF_OUTDIR } = process.env; require("node:fs").writeFileSync(CDKTF_OUTDIR, SLIPWAY_TARGET + require("left"));',
};

function aTree(files: Readonly<Record<string, string>>) {
  const { folder } = aProject({ "node_modules/left/index.js": 'module.exports = " by today\'s packages";' });
  const tree = configurationFolder(files);
  const bin = join(folder, "bin");
  const toolbox = aToolbox({ projectRoot: folder, environment: { PATH: `${bin}:${process.env.PATH}` } });
  return { tree, toolbox, bin, output: join(folder, "made") };
}

test("its own program synthesizes for the emulator, with today's packages where the locks agree", async () => {
  const { tree, toolbox, output } = aTree({ ...program, "package-lock.json": "{}" });
  await synthesizeByOwnProgram(tree, output, toolbox);
  expect(readFileSync(output, "utf8")).toBe("local by today's packages");
});

test("packages of its own are installed where the locks differ", async () => {
  const { tree, toolbox, bin, output } = aTree({ ...program, "package-lock.json": "{ }" });
  mkdirSync(bin);
  fakeProgram(
    bin,
    "npm",
    "mkdir -p node_modules/left && echo 'module.exports = \" by npm '$1'\"' > node_modules/left/index.js",
  );
  await synthesizeByOwnProgram(tree, output, toolbox);
  expect(readFileSync(output, "utf8")).toBe("local by npm ci");
});

test.each<[string, Readonly<Record<string, string>>, string, string]>([
  ["has no lock", program, "", "it has no program of its own"],
  [
    "cannot be installed",
    { ...program, "package-lock.json": "{ }" },
    "echo no network >&2; exit 1",
    "its packages cannot be installed: no network",
  ],
  [
    "fails",
    { "scripts/synth.cjs": "console.error('no such setting'); process.exit(1)", "package-lock.json": "{}" },
    "",
    "its own program does not synthesize: no such setting",
  ],
])("a program that %s is no program", async (_, files, npm, reason) => {
  const { tree, toolbox, bin, output } = aTree(files);
  fakeProgram(bin, "npm", npm);
  await expect(synthesizeByOwnProgram(tree, output, toolbox)).rejects.toThrow(reason);
});
