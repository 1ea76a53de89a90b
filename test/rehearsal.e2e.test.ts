import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { withToolbox } from "../cli/session";
import { findEmulatorPython } from "../running/tools/python";
import { findTfsec } from "../running/tools/tfsec";
import { interruptions, interruptRehearsal } from "./helpers/interruptions";
import { SlipwayRun } from "./helpers/rehearsal-run";

const resultSchema = z.object({
  outcome: z.string(),
  steps: z.array(z.object({ title: z.string(), outcome: z.string(), reasons: z.array(z.string()) })),
  notCarried: z.array(z.string()),
  keptByAws: z.array(z.object({ type: z.string(), count: z.int().positive() })),
  overhead: z.number(),
});

/** What a first run installs once would count as its own time. */
beforeAll(async () => {
  const { env: environment, stdout, stderr } = process;
  const surroundings = { environment, stdout, stderr, projectRoot: process.cwd() };
  await withToolbox(
    surroundings,
    () => {},
    (toolbox) => Promise.all([findTfsec(toolbox), findEmulatorPython(toolbox)]),
  );
});

test("staging passes its rehearsal: applied, planned again, read back and destroyed with nothing left", async () => {
  const { exitCode, stdout, stderr, leftOver } = await new SlipwayRun(["rehearse", "staging", "--json"]).end();
  const { outcome, steps, notCarried, keptByAws, overhead } = resultSchema.parse(JSON.parse(stdout));
  expect(steps.filter((step) => step.outcome !== "passed")).toEqual([]);
  expect({ exitCode, outcome, leftOver }).toEqual({ exitCode: 0, outcome: "passed", leftOver: [] });
  expect(steps.map(({ title }) => title)).toEqual([
    "find terraform and Python",
    "find tfsec and checkov",
    "synthesize",
    "terraform init and validate",
    "scan",
    "start the AWS emulator",
    "seed what the environment expects",
    "terraform apply",
    "terraform plan again: no changes",
    "read the resources back",
    "change the number of tasks by the API: still no changes",
    "terraform destroy",
    "nothing is left",
    "every call was allowed to its role",
  ]);
  expect(notCarried).toEqual([expect.stringMatching(/^ALB JWT validation: resource\.aws_lb_listener_rule\./)]);
  expect(keptByAws.map(({ type }) => type)).toContain("kms Key pending-deletion");
  expect(overhead).toBeLessThan(1 / 3);
  expect(stderr).toContain("✔ terraform apply");
});

describe("an interrupt leaves no process, port or temporary folder", () => {
  test.each(interruptions(20261121, 3, 40))("after $afterSeconds s (twice: $twice)", async (interruption) => {
    expect(await interruptRehearsal(interruption)).toEqual([]);
  });
});
