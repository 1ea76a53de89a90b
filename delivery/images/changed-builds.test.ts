import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { changedSince } from "./changed-builds";
import { ignoredBy } from "./docker-ignore";

const folder = mkdtempSync(join(tmpdir(), "slipway-builds-"));
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
    cwd: folder,
    encoding: "utf8",
  });

let changes = 0;

/** What the ignore file says is as good a content as any for the others. @returns the commit before */
function committed(...files: string[]): string {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `*\n!agent\n# ${++changes}`);
  }
  git("add", ".");
  git("commit", "--quiet", "--message", files.join(" "));
  return git("rev-parse", "HEAD~1").trim();
}

git("init", "--quiet");
git("commit", "--quiet", "--allow-empty", "--message", "begin");
committed(".dockerignore", "Dockerfile", "README.md");
afterAll(() => rmSync(folder, { recursive: true }));

const whole = { context: ".", file: "Dockerfile" };
const tools = { context: "tools", file: "docker/tools.Dockerfile" };

describe("a build is chosen", () => {
  test.each([
    { changed: "agent/main.py", chosen: [true, false] },
    { changed: "README.md", chosen: [false, false] },
    { changed: "Dockerfile", chosen: [true, false] },
    { changed: ".dockerignore", chosen: [true, false] },
    { changed: "tools/main.py", chosen: [false, true] },
    { changed: "tools-of-others/main.py", chosen: [false, false] },
    { changed: "docker/tools.Dockerfile", chosen: [false, true] },
  ])("where $changed has changed: $chosen", ({ changed, chosen }) => {
    const isChanged = changedSince(folder, committed(changed));
    expect([whole, tools].map(isChanged)).toEqual(chosen);
  });

  test("whatever has changed, where the commit is empty or not there any more", () => {
    expect([whole, tools].map(changedSince(folder, ""))).toEqual([true, true]);
    expect([whole, tools].map(changedSince(folder, "0".repeat(40)))).toEqual([true, true]);
    expect([whole, tools].map(changedSince(folder, "HEAD"))).toEqual([false, false]);
  });
});

test("what a build leaves out is read as Docker reads it", () => {
  const isIgnored = ignoredBy("# all\n*\n!src\nsrc/**/.*\nsrc/**/*.test.ts\nsrc/fakes/\n\n");
  const files = [
    "README.md",
    "src/a.ts",
    "src/a.test.ts",
    "src/deep/er/b.test.ts",
    "src/.env",
    "src/fakes/c.ts",
    "src2/d",
  ];
  expect(files.filter((file) => !isIgnored(file))).toEqual(["src/a.ts"]);
  expect(["a.md", "b/a.md"].map(ignoredBy("*.md"))).toEqual([true, false]);
});
