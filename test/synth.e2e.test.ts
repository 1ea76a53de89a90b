import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ProjectCopy } from "./helpers/project-copy";

const staging = "config/environments/staging.yaml";
const stagingStack = "stacks/staging/cdk.tf.json";
const nothingLocked =
  "warning: no lock file for account-shop, staging-base, staging: Terraform Cloud takes the newest provider in range; " +
  "make them with: npx slipway lock staging\n";

let project: ProjectCopy;
beforeAll(() => {
  project = new ProjectCopy();
});
afterAll(() => project.dispose());

describe("the output", () => {
  let first: Readonly<Record<string, string>>;
  beforeAll(() => {
    expect(project.synthesize()).toEqual({ exitCode: 0, stdout: "", stderr: nothingLocked });
    first = project.output();
  });

  test("is one folder a stack, and the manifest that cdktf reads", () => {
    const stacks = ["account-shop", "staging-base", "staging"].map((stack) => `stacks/${stack}/cdk.tf.json`);
    expect(Object.keys(first)).toEqual(["manifest.json", ...stacks]);
  });

  test("is the same in a second run", () => {
    project.remove(".slipway");
    project.synthesize();
    expect(project.output()).toEqual(first);
  });

  test("is the same where there was none before", () => {
    project.remove("cdktf.out");
    project.synthesize();
    expect(project.output()).toEqual(first);
  });

  test("is the same in another folder, time zone and language", () => {
    const other = new ProjectCopy();
    try {
      const environment = { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", HOME: other.folder };
      expect(other.synthesize(environment).exitCode).toBe(0);
      expect(other.output()).toEqual(first);
    } finally {
      other.dispose();
    }
  });

  test("is in its usual folder where CDKTF_OUTDIR is empty, and the sources stay", () => {
    project.remove("cdktf.out");
    expect(project.synthesize({ CDKTF_OUTDIR: "" }).exitCode).toBe(0);
    expect(project.output()).toEqual(first);
    expect(fs.existsSync(project.path("stacks/aws-stack.ts"))).toBe(true);
  });

  test("names no folder of this machine", () => {
    const text = Object.values(first).join();
    for (const folder of [project.folder, process.cwd(), os.homedir()]) expect(text).not.toContain(folder);
  });

  test.each([
    ["cloud", nothingLocked],
    [
      "local",
      "warning: no emulator is up, and deploying to the local target needs one; start it with: npx slipway emulator start staging\n",
    ],
  ])("needs no child process and no socket on the %s target", (target, stderr) => {
    project.edit(staging, (text) => `${text}\n`);
    const outcome = project.node(["--require", preload("no-way-out"), "scripts/synth.cjs"], { SLIPWAY_TARGET: target });
    expect(outcome).toEqual({ exitCode: 0, stdout: "", stderr });
  });
});

describe("with nothing changed", () => {
  beforeEach(() => project.synthesize());

  test("the output is left alone", () => {
    const before = inode(stagingStack);
    project.synthesize();
    expect(inode(stagingStack)).toBe(before);
  });

  test("the same warnings are said again", () => {
    project.edit("main.ts", (text) => text.replace("  main();", '  main();\n  console.error("warning: HTTP only");'));
    const before = project.synthesize();
    const inodeBefore = inode(stagingStack);
    expect(before.stderr).toBe(`${nothingLocked}warning: HTTP only\n`);
    expect(project.synthesize()).toEqual(before);
    expect(inode(stagingStack)).toBe(inodeBefore);
    project.edit("main.ts", (text) => text.replace('\n  console.error("warning: HTTP only");', ""));
  });

  test.each([
    [
      "changed by hand",
      () => project.edit(`cdktf.out/${stagingStack}`, (text) => text.replace("us-east-1", "eu-west-1")),
    ],
    ["removed", () => project.remove(`cdktf.out/${stagingStack}`)],
    [
      "joined by a stack of another time",
      () =>
        fs.cpSync(project.path("cdktf.out/stacks/staging"), project.path("cdktf.out/stacks/production"), {
          recursive: true,
        }),
    ],
  ])("an output %s is made anew", (_what, change) => {
    const before = project.output();
    change();
    project.synthesize();
    expect(project.output()).toEqual(before);
    expect(fs.existsSync(project.path("cdktf.out/stacks/production"))).toBe(false);
  });

  test.each([
    ["a source", () => project.edit("stacks/aws-stack.ts", (text) => text.replace(/maxRetries: 2/, "maxRetries: 3"))],
    ["the configuration", () => project.edit(staging, (text) => `# comment\n${text}`)],
    ["the installed packages", () => project.edit("package.json", (text) => `${text}\n`)],
  ])("a change of %s makes the output anew", (_what, change) => {
    const before = inode(stagingStack);
    change();
    expect(project.synthesize().exitCode).toBe(0);
    expect(inode(stagingStack)).not.toBe(before);
  });

  test("the other target makes the output anew, and back again", () => {
    const cloud = project.output();
    project.synthesize({ SLIPWAY_TARGET: "local" });
    expect(JSON.parse(project.read(`cdktf.out/${stagingStack}`)).terraform).toHaveProperty("backend.local");
    project.synthesize();
    expect(project.output()).toEqual(cloud);
  });
});

describe("what cannot be synthesized", () => {
  beforeEach(() => project.synthesize());

  test("is said with its place, without a stack trace, and leaves the old output as it was", () => {
    const before = project.output();
    const entries = fs.readdirSync(project.folder);
    project.edit(staging, (text) => text.replace("port: 8080", "port: 80800"));
    const { exitCode, stderr } = project.synthesize();
    project.edit(staging, (text) => text.replace("port: 80800", "port: 8080"));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^config\/environments\/staging\.yaml:\d+:\d+ services\.agent\.port: 80800 .*\n$/);
    expect(project.output()).toEqual(before);
    expect(fs.readdirSync(project.folder)).toEqual(entries);
  });

  test("leaves no half-written output where synthesis itself fails", () => {
    const before = project.output();
    const entries = fs.readdirSync(project.folder);
    project.edit("stacks/runtime-stack.ts", (text) =>
      text.replace("super(", 'throw new Error("half way");\n    super('),
    );
    const { exitCode, stderr } = project.synthesize();
    project.edit("stacks/runtime-stack.ts", (text) => text.replace('throw new Error("half way");\n    ', ""));
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain("half way");
    expect(project.output()).toEqual(before);
    expect(fs.readdirSync(project.folder)).toEqual(entries);
  });

  test("for an unknown target names those that there are", () => {
    const { exitCode, stderr } = project.synthesize({ SLIPWAY_TARGET: "aws" });
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^SLIPWAY_TARGET: "aws" is not a target; use cloud .* or local .*\n$/);
  });

  test("for a typing error shows its line, without a stack trace of the bundler", () => {
    project.edit("app.ts", (text) => `${text}}`);
    const { exitCode, stderr } = project.synthesize();
    project.edit("app.ts", (text) => text.slice(0, -1));
    expect(exitCode).toBe(1);
    expect(stderr).toContain("app.ts:");
    expect(stderr).not.toContain("bundle.cjs");
  });
});

describe("the launcher", () => {
  test("says in one sentence that Node 24 is not supported", () => {
    expect(project.node(["--require", preload("node-24"), "scripts/synth.cjs"])).toEqual({
      exitCode: 1,
      stdout: "",
      stderr:
        "Slipway runs on Node 20 and 22: cdktf-cli's node-pty has no build for Node 24. Install Node 22, the version in .nvmrc\n",
    });
  });

  test("says that the packages are not installed", () => {
    const other = new ProjectCopy();
    other.remove("node_modules");
    const outcome = other.synthesize();
    other.dispose();
    expect(outcome).toEqual({ exitCode: 1, stdout: "", stderr: "Slipway's packages are not installed; run npm ci\n" });
  });

  test("refuses a source that it does not watch, since its program would not be rebuilt after an edit", () => {
    project.edit("app.ts", (text) => `import "./elsewhere/side-effect";\n${text}`);
    fs.mkdirSync(project.path("elsewhere"));
    fs.writeFileSync(project.path("elsewhere/side-effect.ts"), "console.log(1);\n");
    const { exitCode, stderr } = project.synthesize();
    project.edit("app.ts", (text) => text.slice(text.indexOf("\n") + 1));
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain("main.ts imports elsewhere/side-effect.ts");
  });

  test("keeps the last four programs", () => {
    for (let edit = 0; edit < 6; edit += 1) {
      project.edit("app.ts", (text) => `${text}// ${edit}\n`);
      project.synthesize();
    }
    const build = project.path(".slipway/build");
    const programs = fs
      .readdirSync(build, { recursive: true, encoding: "utf8" })
      .filter((file) => /\/main-ts-/.test(file));
    const [latest] = programs.sort((a, b) => modified(`${build}/${b}`) - modified(`${build}/${a}`));
    expect(programs.filter((file) => path.dirname(file) === path.dirname(latest ?? "")).length).toBe(4);
  });
});

function inode(file: string): number {
  return fs.statSync(project.path(`cdktf.out/${file}`)).ino;
}

function modified(file: string): number {
  return fs.statSync(file).mtimeMs;
}

function preload(name: string): string {
  return path.resolve("test/helpers/preload", `${name}.cjs`);
}
