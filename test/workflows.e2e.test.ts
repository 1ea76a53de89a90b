import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { Shutdown } from "../running/shutdown";
import { cacheFolder } from "../running/tools/cache-folder";
import { temporaryFolder } from "../running/tools/testing/temporary-toolbox";
import { officialReleaseHosts } from "../running/tools/toolbox";
import { availableTools } from "./helpers/available-tools";
import { findActionlint, findZizmor } from "./helpers/workflows/linters";

const shutdown = new Shutdown(() => {});
const toolbox = {
  environment: process.env,
  projectRoot: process.cwd(),
  cache: cacheFolder(process.env),
  shutdown,
  releaseHosts: officialReleaseHosts,
  say: () => {},
};
const found = {
  actionlint: await availableTools("actionlint", () => findActionlint(toolbox)),
  zizmor: await availableTools("zizmor", () => findZizmor(toolbox)),
};
afterAll(() => shutdown.finish());

type Change = (workflow: string) => string;

/** A project that has nothing but these workflows, one of them changed. */
function aProject(change: Change): string {
  const folder = temporaryFolder();
  // actionlint looks for its settings where a repository begins.
  mkdirSync(join(folder, ".git"));
  cpSync(".github", join(folder, ".github"), { recursive: true });
  const workflow = join(folder, ".github/workflows/terraform-aws.yml");
  writeFileSync(workflow, change(readFileSync(workflow, "utf8")));
  return folder;
}

const asItIs: Change = (workflow) => workflow;

/** @throws Error where the workflow has no such text any more */
function replacing(text: string | RegExp, by: string): Change {
  return (workflow) => {
    const changed = workflow.replace(text, by);
    if (changed === workflow) throw new Error(`the fault is not planted: ${text}`);
    return changed;
  };
}

interface Linted {
  readonly exitCode: number;
  readonly findings: readonly string[];
}

async function lint<Finding extends z.ZodType>(
  program: string | undefined,
  args: readonly string[],
  { change, finding }: { readonly change: Change; readonly finding: Finding },
) {
  const options = { cwd: aProject(change), env: process.env };
  const { exitCode, stdout, stderr } = await shutdown.children.run(String(program), args, options);
  if (stdout === "") throw new Error(stderr);
  return { exitCode, findings: z.array(finding).parse(JSON.parse(stdout)) };
}

async function zizmor(change: Change): Promise<Linted> {
  // Informational findings alone are none.
  const args = ["--offline", "--no-progress", "--format=json", "--min-severity=low", ".github"];
  const finding = z.object({ ident: z.string() });
  const { exitCode, findings } = await lint(found.zizmor, args, { change, finding });
  return { exitCode, findings: findings.map(({ ident }) => ident) };
}

async function actionlint(change: Change): Promise<Linted> {
  // Without shellcheck and pyflakes, which are on some machines only, each in its own version.
  const args = ["-format", "{{json .}}", "-shellcheck=", "-pyflakes="];
  const finding = z.object({ message: z.string() });
  const { exitCode, findings } = await lint(found.actionlint, args, { change, finding });
  return { exitCode, findings: findings.map(({ message }) => message) };
}

const unpinned = replacing(/actions\/checkout@\w{40} # v[\d.]+/, "actions/checkout@v7");
const injected = replacing('run: npx slipway scan "$ENVIRONMENT"', "run: npx slipway scan ${{ github.head_ref }}");
const unknownNeeds = replacing("preflight, test]", "preflight, tests]");

describe.skipIf(found.zizmor === undefined)("zizmor", () => {
  test("finds nothing above informational", async () => {
    expect(await zizmor(asItIs)).toEqual({ exitCode: 0, findings: [] });
  });

  test.each([
    ["an action that is not pinned", unpinned, "unpinned-uses"],
    ["an expression in a command", injected, "template-injection"],
    ["a token that is left behind", replacing("persist-credentials: false", "fetch-depth: 1"), "artipacked"],
    [
      "every permission",
      replacing(/permissions:\n +contents: read\n/, "permissions: write-all\n"),
      "excessive-permissions",
    ],
  ])("finds %s", async (_, change, rule) => {
    const { exitCode, findings } = await zizmor(change);
    expect(exitCode).not.toBe(0);
    expect(findings).toContain(rule);
  });
});

describe.skipIf(found.actionlint === undefined)("actionlint", () => {
  test("finds nothing", async () => {
    expect(await actionlint(asItIs)).toEqual({ exitCode: 0, findings: [] });
  });

  test.each([
    ["a job that waits for none there is", unknownNeeds, /job "tests"/],
    ["an expression in a command", injected, /"github\.head_ref" is potentially untrusted/],
    ["an output that no step has", replacing("steps.list.outputs", "steps.lists.outputs"), /"lists" is not defined/],
  ])("finds %s", async (_, change, message) => {
    expect(await actionlint(change)).toEqual({ exitCode: 1, findings: [expect.stringMatching(message)] });
  });
});
