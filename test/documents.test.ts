import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const made = new Set([".git", ".slipway", "cdktf.out", "coverage", "node_modules"]);
const documents = readdirSync(".")
  .filter((name) => !made.has(name))
  .flatMap((name) => (statSync(name).isDirectory() ? below(name) : [name]))
  .filter((file) => file.endsWith(".md"));

function below(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`);
}

function outsideCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, "").replaceAll(/`[^`\n]*`/g, "");
}

/** As GitHub makes them of headings. */
function anchorsOf(file: string): readonly string[] {
  const headings = readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Links within the repository that lead nowhere. */
function brokenLinks(file: string, text: string): readonly string[] {
  const targets = [...outsideCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [path = "", anchor] = target.split("#");
    const linked = path === "" ? file : join(dirname(file), path);
    if (!existsSync(linked)) return true;
    return anchor !== undefined && !(statSync(linked).isFile() && anchorsOf(linked).includes(anchor));
  });
}

test.each(documents)("every link of %s leads somewhere", (file) => {
  expect(brokenLinks(file, readFileSync(file, "utf8"))).toEqual([]);
});

describe("a link", () => {
  test.each([
    ["to a file that is gone", "[x](docs/gone.md)", ["docs/gone.md"]],
    ["to a heading that is gone", "[x](CONTRIBUTING.md#gone)", ["CONTRIBUTING.md#gone"]],
    ["to a heading of its own", "[x](#deploy-it) [y](#gone)", ["#gone"]],
    ["to a heading with punctuation", "[x](#try-it-no-aws-account-no-credentials)", []],
    ["to another site, or in code", "[x](https://example.com/gone) `[y](gone)`", []],
  ])("%s", (_, text, broken) => {
    expect(brokenLinks("README.md", text)).toEqual(broken);
  });
});

test("the README names every verb that the program has, and no other", () => {
  const named = [...readFileSync("README.md", "utf8").matchAll(/npx slipway ([\w-]+)/g)].map(([, verb]) => verb);
  const help = execFileSync(process.execPath, ["cli/slipway.cjs", "--help"], { encoding: "utf8" });
  const verbs = [...help.matchAll(/^ {2}([\w-]+) /gm)].map(([, verb]) => verb).filter((verb) => verb !== "help");
  expect([...new Set(named)].sort()).toEqual(verbs.sort());
});

test("the README fits on a screen, and every decision is accepted", () => {
  expect(readFileSync("README.md", "utf8").split("\n").length).toBeLessThanOrEqual(80);
  for (const file of documents.filter((name) => name.startsWith("docs/adr/"))) {
    expect(readFileSync(file, "utf8"), file).toMatch(/^## Status\n+Accepted\.$/m);
  }
});
