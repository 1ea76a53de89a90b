import { expect, test } from "vitest";
import { aRunServer, failing, observer, runRequest } from "../../test/helpers/terraform-cloud/run-rig";
import { planStack } from "./stack-run";

const making = /^POST \/runs$/;

test.each([
  ["lost after", true],
  ["lost after", false],
  ["500", false],
  ["cut", false],
] as const)("a run that was made although its answer was %s is gone on with: plan-only %o", async (fault, planOnly) => {
  const { standIn, pipeline, runs } = await aRunServer();
  failing(standIn, fault, making);
  const run = await planStack(pipeline, runRequest({ planOnly }), observer);
  expect(runs()).toMatchObject([{ id: run.run, planOnly }]);
});

test.each(["lost before", "503"] as const)("a run that was not made is made once more: %s", async (fault) => {
  const { standIn, pipeline, runs } = await aRunServer();
  failing(standIn, fault, making);
  await planStack(pipeline, runRequest(), observer);
  expect(runs()).toHaveLength(1);
});

test("a run that is lost twice is told with where to look for it", async () => {
  const { standIn, pipeline, runs } = await aRunServer();
  failing(standIn, "lost before", making, 2);
  await expect(planStack(pipeline, runRequest(), observer)).rejects.toThrow(
    /cannot be reached: .*; no run was found that it made, look again for "a test \[cv-\w+\]" in https:.*\/workspaces\/account-shop$/,
  );
  expect(runs()).toEqual([]);
});

test("a run that cannot be looked for is told with where to look", async () => {
  const { standIn, pipeline } = await aRunServer();
  failing(standIn, "lost after", /^(POST \/runs$|GET .*\/runs\?)/, 9);
  await expect(planStack(pipeline, runRequest(), observer)).rejects.toThrow(
    /whether a run was made cannot be told: look for "a test \[cv-\w+\]" in https:.*\/workspaces\/account-shop$/,
  );
});

test("each run can be told from all others by its message", async () => {
  const { pipeline, runs } = await aRunServer();
  await planStack(pipeline, runRequest({ planOnly: true }), observer);
  const [run] = runs();
  expect(run?.message).toBe(`a test [${run?.configurationVersionId}]`);
});
