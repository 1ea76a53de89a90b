import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { UserError } from "../running/user-error";
import { FakeGithub } from "../test/helpers/github/fake-github";
import { reportsAt } from "./comment";

interface Ended {
  readonly exitCode: unknown;
  readonly output: string;
}

function comment(args: readonly string[], variables: NodeJS.ProcessEnv): Promise<Ended> {
  const { GITHUB_TOKEN, GH_TOKEN, ...inherited } = process.env;
  const env = { ...inherited, GITHUB_REPOSITORY: "shop-works/agents", ...variables };
  return new Promise((resolve) => {
    execFile(process.execPath, ["cli/slipway.cjs", "comment", ...args], { env }, (error, stdout, stderr) =>
      resolve({ exitCode: error === null ? 0 : error.code, output: `${stdout}${stderr}` }),
    );
  });
}

function aFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "slipway-reports-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test("puts the reports of a folder into one comment, by name", async () => {
  const github = await FakeGithub.start();
  onTestFinished(() => github.stop());
  const variables = { GITHUB_API_URL: github.url, GITHUB_TOKEN: "secret" };
  const folder = aFolder({ "staging.md": "### of staging\n", "qa.md": "### of qa\n", "notes.txt": "no report" });
  expect(await comment(["7", folder], variables)).toEqual({ exitCode: 0, output: "written: https://github.com/#1\n" });
  expect(await comment(["7", folder], variables)).toEqual({ exitCode: 0, output: "replaced: https://github.com/#1\n" });
  expect(github.comments.map(({ body }) => body)).toEqual([
    "<!-- slipway:plans -->\n## qa\n\n### of qa\n\n## staging\n\n### of staging\n",
  ]);
  expect(github.asked).toContain("POST /repos/shop-works/agents/issues/7/comments");
});

test("is skipped without a token, as on a fork", async () => {
  expect(await comment(["7", aFolder({})], { GITHUB_TOKEN: "" })).toEqual({
    exitCode: 3,
    output: "the comment is not written; skipped, because there is no token: GITHUB_TOKEN and GH_TOKEN are empty\n",
  });
});

test("refuses what is no number of a pull request", async () => {
  expect(await comment(["0", aFolder({})], {})).toEqual({
    exitCode: 1,
    output: '"0" is no number of a pull request; give one such as 17\n',
  });
});

test("takes a folder that is not there for one without reports, but misses a file that is named", () => {
  const folder = aFolder({ "staging.md": "### of staging\n" });
  expect(reportsAt(join(folder, "gone"))).toEqual([]);
  expect(reportsAt(join(folder, "staging.md"))).toEqual([{ name: "staging", text: "### of staging" }]);
  expect(() => reportsAt(join(folder, "gone.md"))).toThrow(
    new UserError(`${join(folder, "gone.md")} cannot be read (ENOENT); name a report or a folder of reports`),
  );
});
