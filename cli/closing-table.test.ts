import { describe, expect, test } from "vitest";
import { rehearsalResult } from "../rehearsal/result";
import { aRehearsal } from "../rehearsal/testing/a-rehearsal";
import type { FinishedStep } from "../running/run-stages";
import { aStep } from "../running/testing/a-step";
import { aToolbox } from "../running/tools/testing/temporary-toolbox";
import { closingTable } from "./closing-table";

function aResult(steps: readonly FinishedStep[]) {
  const rehearsal = aRehearsal(aToolbox());
  const stack = (name: string, resourcesByType: Record<string, number>, leftOut: readonly string[] = []) => ({
    name,
    folder: "",
    planFile: "",
    resourcesByType,
    providerRange: leftOut.length === 0 ? ">= 5.100.0, < 7.0.0" : ">= 6.22.0, < 7.0.0",
    leftOut,
  });
  rehearsal.stacks.set([
    stack("staging-base", { aws_subnet: 4, aws_vpc: 1 }),
    stack("staging", { aws_lb: 1 }, ["ALB JWT validation: resource.aws_lb_listener_rule.rule.action.0"]),
  ]);
  rehearsal.keptByAws.set([{ type: "kms Key pending-deletion", count: 1 }]);
  rehearsal.clock.intervals.push({ stack: "staging", command: "apply", startSeconds: 0, endSeconds: 80 });
  return { ...rehearsalResult(rehearsal, steps), seconds: { total: 100, terraform: 80, own: 20 }, overhead: 0.25 };
}

describe("the closing table", () => {
  test("counts resources by type and stack, and tells Terraform's time from the rest", () => {
    expect(closingTable(aResult([aStep({})]))).toEqual([
      "",
      "resources   staging-base  staging",
      "aws_lb                          1",
      "aws_subnet             4         ",
      "aws_vpc                1         ",
      "total                  5        1",
      "",
      "kept by AWS too 1 kms Key pending-deletion",
      "provider        5.100.0",
      "to be deployed  staging-base: by the newest of >= 5.100.0, < 7.0.0, until a lock file names one: npx slipway lock staging",
      "to be deployed  staging: by the newest of >= 6.22.0, < 7.0.0, until a lock file names one: npx slipway lock staging",
      "time            100.0 s: terraform 80.0 s, the rest 20.0 s (25 % of it)",
      "not rehearsed   (the provider cannot carry it)",
      "                ALB JWT validation: resource.aws_lb_listener_rule.rule.action.0",
      "only AWS shows  that it has addresses left: npx cdktf deploy staging",
      "only AWS shows  that the account's quota has room: npx slipway preflight staging",
      "only AWS shows  that it answers from outside: npx slipway smoke staging",
      "staging passed its rehearsal",
    ]);
  });

  test("shows what was read back, beneath each other and in the tables' order", () => {
    const tables = [
      { table: "network", rows: ["agent -> internet: 443"], lacking: [], unexpected: [] },
      { table: "rights", rows: ["delivery: slipway-shop-preflight may x", "role may y"], lacking: [], unexpected: [] },
    ] as const;
    expect(closingTable({ ...aResult([aStep({})]), tables }).slice(6, 13)).toEqual([
      "",
      "network",
      "  agent -> internet: 443",
      "",
      "rights",
      "  role may y",
      "  delivery: 1 rights, not shown",
    ]);
  });

  test("repeats what the environment is warned about, which has scrolled away", () => {
    const warnings = [
      "staging answers on plain HTTP only, and refuses agent-to-agent calls: it has no domain; set dns.domain",
    ];
    expect(closingTable({ ...aResult([aStep({})]), warnings })).toContainEqual(
      "warning         staging answers on plain HTTP only, and refuses agent-to-agent calls: it has no domain; set dns.domain",
    );
  });

  test.each([
    ["failed", "staging failed its rehearsal: terraform apply"],
    ["skipped", "staging was not rehearsed in full; skipped: terraform apply"],
  ] as const)("says which steps %s", (outcome, verdict) => {
    expect(closingTable(aResult([aStep({ outcome }), aStep({ title: "scan" })])).at(-1)).toBe(verdict);
  });
});
