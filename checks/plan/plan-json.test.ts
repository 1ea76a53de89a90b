import { describe, expect, test } from "vitest";
import { readPlan } from "./plan-json";
import { planText, type ResourceInPlan } from "./testing/plans";

const created: ResourceInPlan = { type: "aws_vpc", actions: ["create"], after: {} };
const remedy = "make it again with: terraform show -json PLANFILE";

describe("a document that is not a whole plan", () => {
  test.each([
    { title: "empty", text: "", problem: `this is not whole JSON, perhaps cut off; ${remedy}` },
    {
      title: "cut off",
      text: planText([created]).slice(0, -20),
      problem: `this is not whole JSON, perhaps cut off; ${remedy}`,
    },
    { title: "not an object", text: "[]", problem: `this is not a plan's JSON: it has no format_version; ${remedy}` },
    {
      title: "a configuration",
      text: '{"resource":{}}',
      problem: `this is not a plan's JSON: it has no format_version; ${remedy}`,
    },
    {
      title: "a state",
      text: '{"format_version":"1.0","values":{}}',
      problem: `this is the JSON of a state, not of a plan; ${remedy}`,
    },
    {
      title: "an empty state",
      text: '{"format_version":"1.0"}',
      problem: `this says nothing of a plan, as an empty state's JSON does; ${remedy}`,
    },
    {
      title: "nested without end",
      text: planText([{ ...created, after: {} }]).replace(
        '"after":{}',
        `"after":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
      ),
      problem: `its values are nested too deeply to be a plan's; ${remedy}`,
    },
    {
      title: "of another format",
      text: planText([], { format_version: "2.0" }),
      problem: "the plan's format is 2.0, and 1.x is known; use Terraform 1.x, or a newer Slipway",
    },
    {
      title: "without actions",
      text: JSON.stringify({
        format_version: "1.2",
        resource_changes: [{ address: "aws_vpc.main", mode: "managed", type: "aws_vpc", change: {} }],
      }),
      problem: `this is not a plan's JSON: resource_changes.0.change.actions is missing or malformed; ${remedy}`,
    },
    {
      title: "ended in an error",
      text: planText([created], { errored: true }),
      problem: "the plan ended in an error and is not whole; mend the error and plan again",
    },
    {
      title: "of an action from the future",
      text: planText([{ ...created, actions: ["delete", "read"] }]),
      problem: "the plan asks for an action that is not known: delete+read; use a newer Slipway",
    },
  ])("is refused where it is $title", ({ text, problem }) => {
    expect(readPlan(text)).toEqual({ problem });
  });

  test("is not repeated beyond a few harmless characters", () => {
    const text = planText([{ ...created, actions: [`<script>${"x".repeat(500)}`] }]);
    const reading = readPlan(text);
    expect("problem" in reading && reading.problem).toMatch(/^the plan asks for .{1,120}; use a newer Slipway$/);
    expect(JSON.stringify(reading)).not.toContain("<");
  });
});

test("reads a plan as Terraform Cloud keeps it without sensitive values", () => {
  const { format_version: version, ...rest } = JSON.parse(planText([created]));
  const reading = readPlan(JSON.stringify({ ...rest, plan_format_version: version, provider_format_version: "1.0" }));
  expect(reading).toMatchObject({ plan: { resource_changes: [{ type: "aws_vpc" }] } });
});

test("reads a plan with nothing in it", () => {
  const text = '{"format_version":"1.2","planned_values":{"root_module":{}},"configuration":{"root_module":{}}}';
  expect(readPlan(text)).toMatchObject({ plan: { resource_changes: [], output_changes: {} } });
});
