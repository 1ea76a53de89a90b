import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { cacheFolder } from "../running/tools/cache-folder";
import { fakeProgram } from "../running/tools/testing/fake-program";
import { fixtureFolder, smallStaging } from "./helpers/fixtures";
import { FakeGithub } from "./helpers/github/fake-github";
import { guardedEnvironment, guardedRepository } from "./helpers/github/guarded-repository";
import { ProjectCopy } from "./helpers/project-copy";
import { countingEngine } from "./helpers/terraform-cloud/counting-engine";
import { TerraformCloudStandIn } from "./helpers/terraform-cloud/stand-in";
import { DeployedEnvironment } from "./helpers/workflows/deployed-environment";
import { type RanStep, WorkflowRunner } from "./helpers/workflows/runner";
import { pinnedBases, skipped } from "./helpers/workflows/stand-ins";
import { workflowNamed } from "./helpers/workflows/workflow";

/** Each job's commands as GitHub's runner runs them, against a stand-in of Terraform Cloud, a fake GitHub and an emulator of AWS. */
const guarded: Record<string, unknown> = guardedRepository();

const folder = mkdtempSync(join(realpathSync(tmpdir()), "slipway-workflows-"));
let standIn: TerraformCloudStandIn;
let github: FakeGithub & { readonly url: string };
let token: string;
const staging = smallStaging();
const deployed = new DeployedEnvironment(staging);
let deployment: Promise<void>;

beforeAll(async () => {
  // The cases that need it wait for it; the others run meanwhile.
  deployment = deployed.deploy();
  deployment.catch(() => {});
  github = await FakeGithub.start(guarded);
  standIn = await TerraformCloudStandIn.start({ folder: join(folder, "server"), engine: countingEngine() });
  standIn.addOrganization("shop-works");
  for (const team of ["pipeline", "platform-team"]) standIn.addTeam("shop-works", team);
  token = standIn.addToken("shop-works", "pipeline");
  const person = { ...process.env, ...reaching(), TF_TOKEN_app_terraform_io: standIn.addToken("shop-works", "owners") };
  const project = new ProjectCopy();
  const options = { cwd: project.folder, env: person };
  await promisify(execFile)(process.execPath, ["cli/slipway.cjs", "workspace", "staging", "--yes"], options);
  project.dispose();
});

afterAll(async () => {
  await standIn.settled();
  await standIn.stop();
  github.stop();
  await Promise.allSettled([deployment]);
  await deployed.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** What leads a command to the stand-in. */
function reaching(): NodeJS.ProcessEnv {
  return {
    NODE_EXTRA_CA_CERTS: standIn.certificate.file,
    NODE_OPTIONS: `--require=${resolve("test/helpers/preload/terraform-cloud.cjs")}`,
    TERRAFORM_CLOUD_STAND_IN: standIn.hostname,
  };
}

for (const [command, reason] of Object.entries(skipped)) console.log(`${command}: skipped, because ${reason}`);

interface Event {
  readonly file: string;
  readonly github: Readonly<Record<string, unknown>>;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Further ones of the runner. */
  readonly variables?: NodeJS.ProcessEnv;
  /** Of the project, as a test changes them. */
  readonly files?: Readonly<Record<string, string>>;
}

async function ran({ file, github: event, inputs = {}, variables = {}, files = {} }: Event): Promise<WorkflowRunner> {
  const common = {
    repository: "shop-works/shop-works",
    token: "github",
    sha: "5f0c",
    run_number: 12,
    ref: "refs/heads/main",
  };
  const runner = new WorkflowRunner({
    workflow: workflowNamed(file),
    contexts: { github: { ...common, ...event }, inputs, secrets: { TERRAFORM_CLOUD_PLAN_TOKEN: token } },
    variables: {
      PATH: `${join(folder, "bin")}:${process.env.PATH}`,
      XDG_CACHE_HOME: dirname(cacheFolder(process.env)),
      GITHUB_REPOSITORY: common.repository,
      GITHUB_API_URL: github.url,
      ...reaching(),
      ...variables,
      NODE_OPTIONS: [reaching().NODE_OPTIONS, variables.NODE_OPTIONS].join(" "),
    },
    skipped,
    files: { ...pinnedBases, ...files },
  });
  onTestFinished(() => runner.dispose());
  await runner.run();
  return runner;
}

/** The commands that were run with what became of them; a failure shows its output. */
function commands(steps: readonly RanStep[]): readonly string[] {
  return steps.flatMap(({ step, exitCode, output }) =>
    exitCode === undefined ? [] : [exitCode === 0 ? step : `${step} -> ${exitCode}: ${output}`],
  );
}

function jobResults({ results }: WorkflowRunner): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(results).map(([name, { result }]) => [name, result]));
}

const pullRequest = {
  event_name: "pull_request",
  ref: "refs/pull/7/merge",
  event: pullRequestOf("somebody", "shop-works/shop-works"),
};

function pullRequestOf(login: string, full_name: string) {
  return { pull_request: { number: 7, user: { login }, head: { repo: { full_name } } } };
}

test("a pull request is scanned, planned and commented, and nothing of it can be applied", async () => {
  const runner = await ran({ file: "terraform-aws.yml", github: pullRequest });
  expect(commands(runner.steps)).toEqual([
    "environments: npx slipway check",
    expect.stringMatching(/^environments: echo "environments=\S+ slipway list environments [^>]*>> "\$GITHUB_OUTPUT"$/),
    'environments: echo "environments=$(npx slipway list environments --json --changed-since HEAD^1)" >> "$GITHUB_OUTPUT"',
    'environments: echo "only=$(npm run --silent changes:documents -- HEAD^1)" >> "$GITHUB_OUTPUT"',
    "scan: npx cdktf synth",
    'scan: npx slipway scan "$ENVIRONMENT" --sarif scan.sarif',
    'plan: npx slipway plan "$ENVIRONMENT" --out "plans/$ENVIRONMENT"',
    'plan: npx slipway plan-report "plans/$ENVIRONMENT"/*.json --out "reports/$ENVIRONMENT.md"',
    'comment: npx slipway comment "$PULL_REQUEST" reports',
  ]);
  expect(github.comments.map(({ body }) => body.match(/^### Plan of `[\w-]+`/gm))).toEqual([
    ["### Plan of `account-shop`", "### Plan of `staging-base`", "### Plan of `staging`"],
  ]);
  expect(standIn.database.tables.runs.map(({ planOnly }) => planOnly)).toEqual([true, true, true]);
});

test.each([
  ["a fork", pullRequestOf("somebody", "fork/shop-works")],
  ["Dependabot", pullRequestOf("dependabot[bot]", "shop-works/shop-works")],
])("a pull request of %s meets no token, and says that it has no plan", async (_, event) => {
  const before = standIn.database.tables.runs.length;
  const runner = await ran({ file: "terraform-aws.yml", github: { ...pullRequest, event } });
  expect(jobResults(runner)).toMatchObject({
    scan: "success",
    plan: "skipped",
    unplanned: "success",
    comment: "skipped",
    run: "skipped",
    passed: "success",
  });
  expect(readFileSync(runner.summary, "utf8")).toContain(
    "Plans are skipped, because pull requests of forks and of Dependabot",
  );
  expect(standIn.database.tables.runs).toHaveLength(before);
});

test("drift opens one issue, and fails the run", async () => {
  const runner = await ran({ file: "drift.yml", github: { event_name: "schedule" } });
  expect(runner.steps.at(-1)).toMatchObject({ exitCode: 2, output: expect.stringContaining("opened: ") });
  expect(github.issues).toMatchObject([{ title: "Drift of staging", state: "open", labels: ["drift"] }]);
});

/** What the workflow does with an image; docker says of it what it would say once it had pushed it. */
async function pushed(digest: string, files: Event["files"] = {}): Promise<WorkflowRunner> {
  const says = `case "$3" in digest=*) echo "digest=${digest}" ;; *) echo "\${4%:*}@${digest}" ;; esac`;
  fakeProgram(join(folder, "bin"), "docker", `[ "$1" != inspect ] || { ${says}; }`);
  const push = { event_name: "push", server_url: "https://github.com", event: { before: "" } };
  return ran({ file: "images.yml", github: push, variables: await deployed.variables(), files });
}

test("an image is pushed as it was scanned, and released by its digest", async () => {
  await deployment;
  const digest = await deployed.push(1);
  const runner = await pushed(digest);
  expect(commands(runner.steps).map((step) => step.replace(/^list: .*slipway (list \w+).*$/, "$1"))).toEqual([
    "list images",
    "list services",
    "list environments",
    'guard: npx slipway gate "$ENVIRONMENT" --only github-environment',
    'build: npm run --silent images:arguments -- --github-output "$GITHUB_OUTPUT"',
    'build: docker push "$IMAGE"',
    "build: mkdir digests",
    "build: docker inspect --format '{{index .RepoDigests 0}}' \"$IMAGE\" > digests/digest",
    `build: docker inspect --format 'digest={{index (split (index .RepoDigests 0) "@") 1}}' "$IMAGE" >> "$GITHUB_OUTPUT"`,
    'release: npx slipway release "$ENVIRONMENT" "$SERVICE" "$(cat digests/digest)"',
  ]);
  expect(jobResults(runner)).toEqual({ list: "success", guard: "success", build: "success", release: "success" });
  expect(await deployed.digests()).toEqual({ running: digest, stored: digest });
});

test("an image is not released to an environment that GitHub would make without protection", async () => {
  await deployment;
  const before = await deployed.digests();
  delete guarded[guardedEnvironment];
  onTestFinished(() => void Object.assign(guarded, guardedRepository()));
  const runner = await pushed(await deployed.push(2));
  expect(jobResults(runner)).toMatchObject({ guard: "failure", build: "success", release: "skipped" });
  expect(commands(runner.steps).join("\n")).toContain("shop-works/shop-works has no environment staging");
  expect(await deployed.digests()).toEqual(before);
});

test("an image that GitHub has not signed is not released where the account requires it", async () => {
  await deployment;
  const before = await deployed.digests();
  fakeProgram(join(folder, "bin"), "gh", "echo '✗ No attestations found' >&2; exit 1");
  const account = "config/accounts/shop.yaml";
  const text = readFileSync(join(fixtureFolder("small"), account), "utf8");
  const required = text.replace("repositoryId:", "provenance: required\n  repositoryId:");
  const runner = await pushed(await deployed.push(3), { [account]: required });
  expect(jobResults(runner)).toMatchObject({ guard: "success", build: "success", release: "failure" });
  expect(commands(runner.steps).at(-1)).toContain("github.provenance is required (✗ No attestations found)");
  expect(await deployed.digests()).toEqual(before);
});

test("a dispatch looks for what is needed, proves the gate and brings a run up to it, where it waits", async () => {
  await deployment;
  const dispatch = { event_name: "workflow_dispatch" };
  const runner = await ran({
    file: "terraform-aws.yml",
    github: dispatch,
    inputs: { environment: "staging" },
    variables: await deployed.variables(),
  });
  expect(commands(runner.steps).slice(-4)).toEqual([
    'preflight: npx slipway preflight "$ENVIRONMENT" --allow-untold',
    'guard: npx slipway gate "$ENVIRONMENT" --only github-environment',
    'run: npx slipway gate "$ENVIRONMENT"',
    'run: npx slipway run "$ENVIRONMENT"',
  ]);
  expect(jobResults(runner)).toMatchObject({
    plan: "skipped",
    comment: "skipped",
    guard: "success",
    preflight: "success",
    run: "success",
  });
  expect(standIn.database.tables.runs.at(-1)).toMatchObject({ status: "planned", autoApply: false, planOnly: false });
});
