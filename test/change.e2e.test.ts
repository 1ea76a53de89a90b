import { writeFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { withToolbox } from "../cli/session";
import { plainProgress } from "../running/progress";
import type { ChangeRow } from "../scripts/changes/change-row";
import { readRows } from "../scripts/changes/document";
import { proveFixture } from "../scripts/changes/prove-fixture";
import { ChangedFixture } from "./helpers/changes/changed-fixture";
import { committedFolder } from "./helpers/git-folder";
import { ProjectCopy } from "./helpers/project-copy";
import { SlipwayRun } from "./helpers/rehearsal-run";

const staging = "config/environments/staging.yaml";

/** The smallest fixture with one commit, and settings that were changed since. */
function aChangedProject(change: (text: string) => string): ProjectCopy {
  const project = new ProjectCopy(["emulator"]);
  onTestFinished(() => project.dispose());
  writeFileSync(project.path(".gitignore"), "node_modules\n.slipway\ncdktf.out\n");
  committedFolder(project.folder);
  project.edit(staging, change);
  return project;
}

const resultSchema = z.object({
  outcome: z.string(),
  steps: z.array(z.object({ title: z.string(), outcome: z.string(), reasons: z.array(z.string()) })),
  change: z.object({
    madeBy: z.string(),
    steps: z.array(
      z.object({ stack: z.string(), changes: z.array(z.object({ type: z.string(), action: z.string() })) }),
    ),
    outages: z.array(z.unknown()),
  }),
});

test("a changed size and health check are brought over what the commit's own program made, and nobody is cut off", async () => {
  const project = aChangedProject((text) => text.replace("Path: /health", "Path: /ready").replace("1024", "2048"));
  const args = ["rehearse", "staging", "--from", "HEAD", "--json"];
  const { exitCode, stdout, leftOver } = await new SlipwayRun(args, { folder: project.folder }).end();
  const { outcome, steps, change } = resultSchema.parse(JSON.parse(stdout));
  expect(steps.filter((step) => step.outcome !== "passed")).toEqual([]);
  expect({ exitCode, outcome, leftOver }).toEqual({ exitCode: 0, outcome: "passed", leftOver: [] });
  expect(change.madeBy).toMatch(/^made by the program of HEAD \([0-9a-f]{10}\)$/);
  expect(change.outages).toEqual([]);
  expect(change.steps.map(({ stack }) => stack)).toEqual(["account-shop", "staging-base", "staging"]);
  const done = change.steps.flatMap(({ changes }) => changes.map(({ type, action }) => `${type} ${action}`));
  expect(done).toContain("aws_ecs_task_definition replace");
  expect(done).toContain("aws_ecs_service update");
});

test("an interrupt leaves no tree of the commit, no process and no work tree in git", async () => {
  const project = aChangedProject((text) => text.replace("port: 8080", "port: 9090"));
  const run = new SlipwayRun(["rehearse", "staging", "--from", "HEAD"], { folder: project.folder });
  await expect.poll(() => run.output, { timeout: 120_000 }).toContain("check the configuration");
  expect(await run.goesOnFor(3000)).toBe(true);
  run.interrupt();
  const { exitCode, leftOver } = await run.end();
  expect({ exitCode, leftOver }).toEqual({ exitCode: 130, leftOver: [] });
});

test("of the settings, one of each outcome ends as the table says", async () => {
  const { env: environment, stdout, stderr } = process;
  const sample = [
    "environment.account",
    "environment.services.agent.size.cpuUnits",
    "environment.services.agent.secrets.PAYMENT_API_KEY",
    "environment.budget.monthlyUsd",
  ];
  const rows: ChangeRow[] = [];
  const fixture = new ChangedFixture("small");
  const leaves = fixture.leaves.filter(({ leaf }) => sample.includes(leaf));
  const { print, ...observer } = plainProgress(() => {});
  await withToolbox({ environment, stdout, stderr, projectRoot: process.cwd() }, print, (toolbox) =>
    proveFixture(fixture, leaves, { toolbox, observer, found: (row) => rows.push(row), isTimeOver: () => false }),
  );
  // What it was changed with is the command's to choose, and changes nothing of what the row says.
  const ended = ({ together, ...row }: ChangeRow) => row;
  const known = (readRows().small ?? []).filter(({ leaf }) => sample.includes(leaf));
  expect(rows.map(ended)).toEqual(expect.arrayContaining(known.map(ended)));
  expect(known).toHaveLength(sample.length);
});
