import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { listOf } from "../cli/list";
import type { Configuration } from "../config/configuration";
import { scheduleJob } from "../model/delivery/trust";
import { fixture } from "./helpers/fixtures";
import { cloud, stacksOf, terraformJson } from "./helpers/stacks";
import {
  isSecret,
  jobsOf,
  listedBy,
  type PlacedJob,
  places,
  type WorkflowStep,
  workflows,
} from "./helpers/workflows/workflow";

const all = workflows();
const jobs = jobsOf(all);
const steps = jobs.flatMap(({ place, job }) => job.steps.map((step) => ({ place, step })));
const runs = steps.flatMap(({ place, step: { run } }) => (run === undefined ? [] : [{ place, run }]));
const actionsText = [...all.map(({ text }) => text), readFileSync(".github/actions/setup/action.yml", "utf8")].join(
  "\n",
);

describe("rights", () => {
  test("are none but those that a job asks for", () => {
    expect(all.map(({ permissions }) => permissions)).toEqual(all.map(() => ({})));
    expect(places(jobs, ({ job }) => job.permissions.contents !== "read")).toEqual(["bases.yml: propose"]);
  });

  test("to a token of identity are of the jobs alone that take a role by it", () => {
    const taking = places(jobs, ({ job }) => job.steps.some(takesRole));
    expect(places(jobs, ({ job }) => job.permissions["id-token"] === "write")).toEqual(taking);
    expect(taking).toEqual([
      "images.yml: build",
      "images.yml: release",
      "schedule.yml: due",
      "terraform-aws.yml: preflight",
    ]);
  });

  test("to write are few, and each is named here", () => {
    const written = jobs.flatMap(({ place, job }) =>
      Object.entries(job.permissions).flatMap(([name, right]) => (right === "write" ? [`${place} ${name}`] : [])),
    );
    expect(written).toEqual([
      "bases.yml: propose contents",
      "bases.yml: propose pull-requests",
      "drift.yml: drift issues",
      "images.yml: build attestations",
      "images.yml: build id-token",
      "images.yml: release id-token",
      "schedule.yml: due id-token",
      "schedule.yml: due issues",
      "terraform-aws.yml: scan security-events",
      "terraform-aws.yml: comment pull-requests",
      "terraform-aws.yml: preflight id-token",
    ]);
  });

  test("are left to no later step by a checkout", () => {
    const leaves = ({ step }: (typeof steps)[number]) =>
      step.uses?.startsWith("actions/checkout@") === true && step.with["persist-credentials"] !== false;
    expect(places(steps, leaves)).toEqual([]);
  });

  test("of a secret or a token are of the one step that needs them", () => {
    const { length: everywhere } = actionsText.match(/\bsecrets\.|\bgithub\.token\b/g) ?? [];
    const inSteps = steps.flatMap(({ step }) => Object.entries(step.env).filter(([, value]) => isSecret(value)));
    expect(inSteps).toHaveLength(everywhere);
    expect(new Set(inSteps.map(([name, value]) => `${name}: ${value}`))).toEqual(
      new Set([
        "GITHUB_TOKEN: ${{ github.token }}",
        "TF_TOKEN_app_terraform_io: ${{ secrets.TERRAFORM_CLOUD_PLAN_TOKEN }}",
        `TF_TOKEN_app_terraform_io: \${{ secrets.${scheduleJob.secret} }}`,
      ]),
    );
  });

  test("to confirm scheduled runs have one step of one job, in an environment of its own", () => {
    const naming = places(steps, ({ step }) =>
      Object.values(step.env).some((value) => `${value}`.includes(scheduleJob.secret)),
    );
    expect(naming).toEqual(["schedule.yml: due"]);
    expect(jobs.find(({ place }) => place === "schedule.yml: due")?.job.environment).toBe(
      "${{ matrix.githubEnvironment }}",
    );
    expect(all.filter(({ text }) => text.includes(scheduleJob.secret)).map(({ file }) => file)).toEqual([
      scheduleJob.workflow,
    ]);
  });
});

function takesRole({ uses }: WorkflowStep): boolean {
  return uses?.startsWith("aws-actions/configure-aws-credentials@") === true;
}

test("every action is pinned by its commit and names its version, or is of this commit", () => {
  const used = [...actionsText.matchAll(/\buses: (.+)$/gm)].map(([, action = ""]) => action);
  expect(used.length).toBeGreaterThan(10);
  expect(
    used.filter((action) => !/^(\$\/\.github\/actions\/setup|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/.test(action)),
  ).toEqual([]);
});

test("nothing runs beside itself, and what changes AWS or an issue is never cut off", () => {
  const cut = Object.fromEntries(all.map(({ file, concurrency }) => [file, concurrency?.["cancel-in-progress"]]));
  expect(cut).toEqual({
    "bases.yml": false,
    "ci.yml": true,
    "drift.yml": false,
    "images.yml": false,
    "schedule.yml": false,
    "terraform-aws.yml": "${{ github.event_name == 'pull_request' }}",
  });
  const release = jobs.find(({ place }) => place === "images.yml: release")?.job;
  expect(release?.concurrency).toEqual({ group: "release-${{ matrix.environment }}", "cancel-in-progress": false });
});

test("no workflow applies, and none answers for a person", () => {
  for (const { file, text } of all) {
    expect(text, file).not.toMatch(/auto-?approve|terraform apply|cdktf deploy|actions\/apply|--yes\b/i);
  }
});

describe("a command", () => {
  test("is one, without logic and without an expression", () => {
    expect(places(runs, ({ run }) => /\$\{\{/.test(run))).toEqual([]);
    const withoutText = runs.map(({ place, run }) => ({ place, run: run.replaceAll(/'[^']*'/g, "''") }));
    expect(places(withoutText, ({ run }) => /[;&|\n]|\b(if|for|while|case)\b/.test(run))).toEqual([]);
  });

  test("of npm is a script that there is, and a file that is run is there", () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync("package.json", "utf8")));
    const called = runs.flatMap(({ run }) => [...run.matchAll(/npm run (?:--silent )?(\S+)/g)].map(([, name]) => name));
    expect(called.filter((name) => scripts[String(name)] === undefined)).toEqual([]);
    const files = runs.flatMap(({ run }) => [...run.matchAll(/\bbash (\S+)/g)].map(([, file]) => String(file)));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  const calls = runs.flatMap(({ run }) => [...run.matchAll(/npx slipway ([\w-]+)([^)]*)/g)]);

  test.each(calls.map(([call, verb = "", rest = ""]) => ({ call, verb, rest })))(
    "as $call is one of the program's",
    ({ verb, rest }) => {
      const help = execFileSync(process.execPath, ["cli/slipway.cjs", verb, "--help"], { encoding: "utf8" });
      const [usage = ""] = help.split("\n");
      const options = [...rest.matchAll(/ (--[\w-]+)/g)].map(([, option = ""]) => option);
      expect(usage).toMatch(new RegExp(`^Usage: slipway ${verb} `));
      for (const option of options) expect(help).toMatch(new RegExp(`^ +${option}\\b`, "m"));
    },
  );
});

describe("a role that a job takes", () => {
  const statement = z.object({ Condition: z.object({ StringEquals: z.record(z.string(), z.unknown()) }) });
  const trustSchema = z.object({ Statement: z.tuple([statement]) });
  const templateSchema = z.object({
    resource: z.object({
      aws_iam_role: z.record(z.string(), z.object({ name: z.string(), assume_role_policy: z.string() })),
    }),
  });
  const schedule = { timezone: "UTC", start: "Mon-Fri 08:00", stop: "Mon-Fri 20:00", weekend: "teardown" } as const;
  const configuration = scheduled(fixture("small"));

  function scheduled({ environments, ...rest }: Configuration): Configuration {
    const override = { tag: "keep-running-until" };
    return { ...rest, environments: environments.map((each) => ({ ...each, schedule: { ...schedule, override } })) };
  }

  /** The claims that a role asks for, by the end of their names. */
  function claimsOf(account: string, role: string) {
    const stack = stacksOf(configuration, cloud).find(({ node }) => node.id === `account-${account}`);
    const template = templateSchema.parse(JSON.parse(stack === undefined ? "{}" : terraformJson(stack)));
    const found = Object.values(template.resource.aws_iam_role).find(({ name }) => name === role);
    if (found === undefined) throw new Error(`account-${account} has no role ${role}`);
    const [{ Condition }] = trustSchema.parse(JSON.parse(found.assume_role_policy)).Statement;
    return Object.fromEntries(
      Object.entries(Condition.StringEquals).map(([claim, value]) => [claim.replace(/^.*:/, ""), value]),
    );
  }

  /** The entries that a job's matrix takes from `slipway list`. */
  function entriesOf({ workflow, job }: PlacedJob): readonly Readonly<Record<string, string>>[] {
    const run = listedBy(job.strategy?.matrix.include, workflow.jobs);
    const kind = z.enum(["environments", "services", "images", "schedules"]).parse(/slipway list (\w+)/.exec(run)?.[1]);
    return z.array(z.record(z.string(), z.string())).min(1).parse(listOf(kind, configuration));
  }

  test.each(jobs.filter(({ job }) => job.steps.some(takesRole)))("$place trusts that workflow alone", (placed) => {
    const { workflow, job } = placed;
    const [, setting = ""] =
      /^\$\{\{ matrix\.(\w+) \}\}$/.exec(String(job.steps.find(takesRole)?.with["role-to-assume"])) ?? [];
    for (const entry of entriesOf(placed)) {
      const { account = "", environment } = entry;
      const claims = claimsOf(account, String(entry[setting]).replace(/^.*role\//, ""));
      expect(claims.job_workflow_ref).toMatch(new RegExp(`/\\.github/workflows/${workflow.file}@refs/heads/main$`));
      const named = job.environment === "${{ matrix.githubEnvironment }}" ? entry.githubEnvironment : environment;
      const subject = job.environment === undefined ? ":ref:refs/heads/main" : `:environment:${named}`;
      expect(claims.sub).toEqual([expect.stringMatching(`${subject}$`), expect.stringMatching(`${subject}$`)]);
      expect(claims.environment).toBe(job.environment === undefined ? undefined : named);
    }
  });
});
