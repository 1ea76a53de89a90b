import { describe, expect, test } from "vitest";
import { type Contexts, expression } from "./helpers/workflows/expression";
import { workflowNamed, workflows } from "./helpers/workflows/workflow";

describe("of a pull request", () => {
  const { jobs: all } = workflowNamed("terraform-aws.yml");
  const ours = { head: { repo: { full_name: "shop-works/shop-works" } }, user: { login: "somebody" } };
  const contexts = (pull_request: object, documents = "false") => ({
    github: { event_name: "pull_request", repository: "shop-works/shop-works", event: { pull_request } },
    needs: { environments: { outputs: { documents, changed: "[]" } } },
  });

  function runs(name: string, known: Contexts): boolean {
    return Boolean(expression(String(all[name]?.if), known));
  }

  test.each([
    ["of a person", ours, true],
    ["of a fork", { ...ours, head: { repo: { full_name: "somebody/shop-works" } } }, false],
    ["of Dependabot", { ...ours, user: { login: "dependabot[bot]" } }, false],
  ])("%s there is a plan, or a word why there is none", (_, pullRequest, isPlanned) => {
    expect(runs("plan", contexts(pullRequest))).toBe(isPlanned);
    expect(runs("unplanned", contexts(pullRequest))).toBe(!isPlanned);
  });

  test("that changes documents alone, nothing is scanned, planned or rehearsed, and little tested", () => {
    const known = contexts(ours, "true");
    expect(["scan", "plan", "change"].filter((name) => runs(name, known))).toEqual([]);
    const tested = all.test?.steps.filter(
      (step) => step.if === undefined || Boolean(expression(String(step.if), known)),
    );
    expect(tested?.flatMap(({ run }) => run ?? [])).toEqual(["npm run test:documents"]);
  });

  test("one check stands for all that a pull request runs, and fails with any of them", () => {
    const onDispatch = ["guard", "preflight", "run"];
    const counted = Object.keys(all).filter((name) => !["passed", "unplanned", ...onDispatch].includes(name));
    expect(all.passed?.needs).toEqual(counted);
    expect(onDispatch.filter((name) => name !== "run" && !/workflow_dispatch/.test(String(all[name]?.if)))).toEqual([]);
    const failing = (result: string) => ({ needs: { test: { result }, plan: { result: "skipped" } } });
    const fails = (result: string) => Boolean(expression(String(all.passed?.steps[0]?.if), failing(result)));
    expect(["failure", "cancelled", "success", "skipped"].map(fails)).toEqual([true, true, false, false]);
  });

  test("no path decides whether a workflow runs: a check that is required would stay pending", () => {
    expect(workflows().filter(({ on }) => JSON.stringify(on).includes('"paths'))).toEqual([]);
  });
});
