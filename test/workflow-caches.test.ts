import { expect, test } from "vitest";
import { isSecret, jobsOf, type PlacedJob, places, type WorkflowStep, workflows } from "./helpers/workflows/workflow";

const jobs = jobsOf(workflows());

/** What could be read or changed by what another job has put into a cache. */
function isPrivileged({ workflow, job }: PlacedJob): boolean {
  const rights = Object.entries(job.permissions).filter(([name, right]) => `${name}: ${right}` !== "contents: read");
  const settings = [workflow.env, job.env, ...job.steps.map(({ env }) => env)].flatMap(Object.values);
  return rights.length > 0 || job.environment !== undefined || settings.some(isSecret);
}

/** Some actions fill a cache unless they are told not to. */
function takesFromCache({ uses = "", with: given }: WorkflowStep): boolean {
  if (uses.startsWith("aquasecurity/trivy-action@")) return given.cache !== "false";
  if (uses.startsWith("docker/build-push-action@")) return "cache-from" in given || "cache-to" in given;
  if (uses.startsWith("actions/setup-")) return given["package-manager-cache"] !== false || "cache" in given;
  return uses.startsWith("actions/cache") || (uses === "$/.github/actions/setup" && given.cache === true);
}

test("caches are of the jobs alone that have no secret and may write nothing", () => {
  const caching = jobs.filter(({ job }) => job.steps.some(takesFromCache));
  expect(places(caching, () => true)).toEqual([
    "ci.yml: test",
    "terraform-aws.yml: environments",
    "terraform-aws.yml: test",
    "terraform-aws.yml: change",
  ]);
  expect(places(caching, isPrivileged)).toEqual([]);
});
