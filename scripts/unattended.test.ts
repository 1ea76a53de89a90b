import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";

const unattended = z
  .object({ unattended: z.function({ input: [z.number(), z.string()], output: z.string().optional() }) })
  .parse(createRequire(import.meta.url)("./unattended.cjs")).unattended;

/** What Linux shows of cdktf, of the shell that it starts, and so of who asks: process 30. */
function said(words: readonly string[], input?: string): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const add = (pid: number, parent: number, args: readonly string[]) => {
    mkdirSync(join(folder, String(pid), "fd"), { recursive: true });
    writeFileSync(join(folder, String(pid), "cmdline"), `${args.join("\0")}\0`);
    writeFileSync(join(folder, String(pid), "stat"), `${pid} (a name) with (brackets)) S ${parent} 1 1`);
  };
  add(20, 1, words);
  add(30, 20, ["/bin/sh", "-c", "node scripts/synth.cjs"]);
  if (input !== undefined) symlinkSync(input, join(folder, "20", "fd", "0"));
  return unattended(30, folder);
}

const cdktf = ["node", "/project/node_modules/.bin/cdktf"];

test.each([
  ["nothing to read", [...cdktf, "deploy", "staging"], "/dev/null"],
  ["a pipe", [...cdktf, "deploy", "staging"], "pipe:[1]"],
  ["a closed input", [...cdktf, "apply", "staging"], undefined],
  [
    "another program of the package",
    ["npx", "/project/node_modules/.bin/cdktf-cli", "destroy", "staging"],
    "/dev/null",
  ],
])("cdktf that would ask nobody is told so: %s", (_, words, input) => {
  const [verb] = words.slice(2);
  expect(said(words, input)).toBe(
    `cdktf ${verb} asks whether to go on, and there is no terminal to answer on; run it in one, or ask for a run that ` +
      "waits for its approval in Terraform Cloud: npx slipway run NAME",
  );
});

test.each([
  ["a terminal", [...cdktf, "deploy", "staging"], "/dev/pts/3"],
  ["no question", [...cdktf, "deploy", "staging", "--auto-approve"], "/dev/null"],
  ["a verb that asks nothing", [...cdktf, "synth"], "/dev/null"],
  ["another program", ["node", "scripts/deploy.cjs", "deploy"], "/dev/null"],
])("and is not stopped where there is %s", (_, words, input) => {
  expect(said(words, input)).toBeUndefined();
});

test("a system that shows no processes is no reason to stop", () => {
  expect(unattended(30, join(tmpdir(), "nowhere"))).toBeUndefined();
});
