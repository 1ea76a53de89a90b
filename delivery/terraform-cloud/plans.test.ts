import { expect, test } from "vitest";
import { countingEngine } from "../../test/helpers/terraform-cloud/counting-engine";
import type { Engine } from "../../test/helpers/terraform-cloud/engine";
import { aRunServer, observer, runRequest } from "../../test/helpers/terraform-cloud/run-rig";
import { changesText, planStack } from "./stack-run";

const none = { additions: 0, changes: 0, destructions: 0 } as const;

/** Plans 27 new resources, one that is replaced, one that is read and one that stays. */
function engineWith(counts: typeof none | { readonly additions: number }, planJson?: string): Engine {
  const actions = [...Array(27).fill(["create"]), ["delete", "create"], ["read"], ["no-op"]];
  const resources = actions.map((names) => ({
    change: { actions: names, before: null, after: null, before_sensitive: false, after_sensitive: false },
  }));
  const json = planJson ?? JSON.stringify({ resource_changes: resources });
  return {
    ...countingEngine(),
    plan: async () => ({ ...none, ...counts, succeeded: true, hasChanges: true, planJson: json }),
  };
}

test.each([
  ["leaves them out", { runs: { omitsCounts: true }, engine: engineWith({ additions: 5 }) }],
  ["counts none", { engine: engineWith(none) }],
])("changes are counted in the plan where the server %s", async (_, settings) => {
  const { pipeline } = await aRunServer(settings);
  const run = await planStack(pipeline, runRequest(), observer);
  expect(changesText(run)).toBe("28 to add, 0 to change, 1 to destroy");
});

test("changes are not counted where neither the server nor the plan tells", async () => {
  const { pipeline } = await aRunServer({ engine: engineWith(none, "[]") });
  const run = await planStack(pipeline, runRequest(), observer);
  expect(run).not.toHaveProperty("additions");
  expect(changesText(run)).toBe("changes, which the server does not count for this token");
});

test.each([
  [{ hasChanges: false, ...none }, "no changes"],
  [{ hasChanges: true, ...none }, "no resource changes, but outputs, addresses or imports do"],
  [{ hasChanges: true, ...none, additions: 2, destructions: 1 }, "2 to add, 0 to change, 1 to destroy"],
])("changes are told in words: %o", (run, text) => {
  expect(changesText(run)).toBe(text);
});

const diagnostic = {
  severity: "error",
  summary: "No region",
  detail: "Set \u001b[1mone\u001b[0m.",
  address: "aws_x.y",
};

test.each([
  [
    "as JSON lines",
    `{"type":"version"}\n${JSON.stringify({ type: "diagnostic", diagnostic })}\n`,
    "No region (aws_x.y): Set one.",
  ],
  [
    "as a terminal shows them",
    "\u001b[31m╷\u001b[0m\n\u001b[31m│\u001b[0m \u001b[1mError: \u001b[0mNo region\n│ \n│ Set one.\n╵\n",
    "No region: Set one.",
  ],
])("why a plan failed is read from logs %s, without escape codes", async (_, text, reason) => {
  const failing: Engine = {
    ...countingEngine(),
    plan: async ({ log }) => {
      log(text);
      return { succeeded: false };
    },
  };
  const { pipeline } = await aRunServer({ engine: failing, runs: { structuredOutput: true } });
  const problem = await planStack(pipeline, runRequest(), observer).catch((error: Error) => error.message);
  expect(problem).toMatch(/^the plan of account-shop failed: .* \(https:.*\)$/);
  expect(problem).toContain(`failed: ${reason} (https`);
});
