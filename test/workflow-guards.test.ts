import { describe, expect, test } from "vitest";
import {
  isSecret,
  jobsOf,
  listedBy,
  type PlacedJob,
  places,
  type WorkflowJob,
  workflows,
} from "./helpers/workflows/workflow";

const jobs = jobsOf(workflows());

/** Places whose environment GitHub would make without protection, because nothing looks at it before. */
function unguarded(all: readonly PlacedJob[]): readonly string[] {
  return places(all, ({ job, workflow }) => {
    const guards = job.needs.flatMap((name) => workflow.jobs[name] ?? []);
    const isRunAnyway = /\b(always|cancelled|failure)\(\)/.test(String(job.if));
    return job.environment !== undefined && (isRunAnyway || !guards.some((guard) => isGuard(guard, job, workflow)));
  });
}

function isGuard(guard: WorkflowJob, job: WorkflowJob, { jobs: others }: PlacedJob["workflow"]): boolean {
  const asks = guard.steps.some(
    (step) =>
      step.run === 'npx slipway gate "$ENVIRONMENT" --only github-environment' &&
      step.env.ENVIRONMENT === job.environment &&
      isSecret(step.env.GITHUB_TOKEN) &&
      step.if === undefined &&
      step["continue-on-error"] === undefined,
  );
  const mayFail = guard["continue-on-error"] !== undefined;
  return (
    asks &&
    !mayFail &&
    guard.environment === undefined &&
    guard.permissions.actions === "read" &&
    isOfAll(guard, others)
  );
}

/** A matrix of some environments would leave others unseen. */
function isOfAll({ strategy }: WorkflowJob, others: Readonly<Record<string, WorkflowJob>>): boolean {
  if (strategy === undefined) return true;
  return /npx slipway list environments --json\)/.test(listedBy(strategy.matrix.include, others));
}

describe("a job of GitHub's environment", () => {
  test("runs after a look at that environment, which GitHub would make without protection", () => {
    expect(places(jobs, ({ job }) => job.environment !== undefined)).toEqual([
      "images.yml: release",
      "schedule.yml: due",
      "terraform-aws.yml: run",
    ]);
    // No reviewer waits there: one that GitHub made would hold no token, and open a role that only reads a tag.
    expect(unguarded(jobs)).toEqual(["schedule.yml: due"]);
  });

  const release = jobs.find(({ place }) => place === "images.yml: release");
  const guard = release?.workflow.jobs.guard;
  const without = (changes: Partial<WorkflowJob>) => ({ guard: { ...guard, ...changes } });
  const steps = guard?.steps ?? [];

  test.each<[string, object, Partial<WorkflowJob>]>([
    ["does not wait for it", {}, { needs: ["list", "build"] }],
    ["runs although it failed", {}, { if: "always()" }],
    ["waits for a job that looks at nothing", without({ steps: [{ run: "true", with: {}, env: {} }] }), {}],
    ["waits for one that may fail", without({ "continue-on-error": true }), {}],
    ["waits for one that names the environment itself", without({ environment: "${{ matrix.environment }}" }), {}],
    ["waits for one without the right to look", without({ permissions: { contents: "read" } }), {}],
    ["waits for one that is left out", without({ steps: steps.map((step) => ({ ...step, if: "false" })) }), {}],
    [
      "waits for one that looks at another",
      without({ steps: steps.map((step) => ({ ...step, env: { ...step.env, ENVIRONMENT: "staging" } })) }),
      {},
    ],
    [
      "waits for one that looks at some",
      without({ strategy: { matrix: { include: "${{ fromJSON(needs.list.outputs.services) }}" } } }),
      {},
    ],
  ])("is found where it %s", (_, changedJobs, changedRelease) => {
    if (release === undefined) throw new Error("images.yml has no job release");
    const workflow = { ...release.workflow, jobs: { ...release.workflow.jobs, ...changedJobs } };
    expect(unguarded([{ ...release, workflow, job: { ...release.job, ...changedRelease } }])).toEqual([release.place]);
  });
});
