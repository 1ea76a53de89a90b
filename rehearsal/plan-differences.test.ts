import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../running/tools/testing/temporary-toolbox";
import { differenceProblems, readKnownDifferences } from "./known-differences";
import { planDifferences } from "./plan-differences";

const change = (actions: readonly string[], before: unknown, after: unknown) => ({
  address: "aws_ecs_service.agent",
  type: "aws_ecs_service",
  mode: "managed",
  change: { actions, before, after },
});

function differencesOf(changes: readonly object[], outputs: object = {}) {
  return planDifferences(JSON.stringify({ resource_changes: changes, output_changes: outputs }));
}

describe("the differences of a plan", () => {
  test("are the attributes of an update, as paths without indices", () => {
    const before = { name: "agent", tags: { Owner: "a" }, load_balancer: [{ port: 80, name: "x" }] };
    const after = { name: "agent", tags: { Owner: "b" }, load_balancer: [{ port: 81, name: "x" }] };
    expect(differencesOf([change(["update"], before, after)]).map(({ attribute }) => attribute)).toEqual([
      "load_balancer.port",
      "tags.Owner",
    ]);
  });

  test("are the action itself where a resource comes, goes or is replaced", () => {
    const attributes = [["create"], ["delete"], ["delete", "create"]].map(
      (actions) => differencesOf([change(actions, null, { name: "agent" })])[0]?.attribute,
    );
    expect(attributes).toEqual(["create", "delete", "delete+create"]);
  });

  test("are not what stays as it is or is only read", () => {
    const data = { ...change(["read"], null, {}), mode: "data" };
    expect(differencesOf([change(["no-op"], {}, {}), data], { url: { actions: ["no-op"] } })).toEqual([]);
  });

  test("include changed outputs", () => {
    expect(differencesOf([], { url: { actions: ["update"] } })).toEqual([
      { address: "output.url", type: "output", attribute: "update" },
    ]);
  });
});

describe("known differences", () => {
  const known = {
    resourceType: "aws_ecs_service",
    attribute: "enable_ecs_managed_tags",
    missingCall: "ecs:UpdateService enableECSManagedTags",
    test: "test_managed_tags",
  };
  const difference = {
    address: "aws_ecs_service.agent",
    type: "aws_ecs_service",
    attribute: "enable_ecs_managed_tags",
  };

  test("are let through, and only they", () => {
    expect(differenceProblems([difference], [known])).toEqual([]);
    expect(differenceProblems([difference, { ...difference, attribute: "name" }], [known])).toEqual([
      "a second plan changes aws_ecs_service.agent: name",
    ]);
  });

  test("that are no longer there fail", () => {
    expect(differenceProblems([], [known])).toEqual([
      "emulator/known-differences.json: aws_ecs_service enable_ecs_managed_tags is no longer needed; remove the entry",
    ]);
  });

  test("are at most ten, and none without a file", () => {
    const file = join(temporaryFolder(), "known-differences.json");
    expect(readKnownDifferences(file)).toEqual([]);
    writeFileSync(file, JSON.stringify(Array.from({ length: 11 }, () => known)));
    expect(() => readKnownDifferences(file)).toThrow(/<=10/);
  });
});
