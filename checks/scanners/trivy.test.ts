import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunProgram } from "./scanner";
import { runTrivy } from "./trivy";

const balancer = { "//": { metadata: { path: "staging/load-balancer" } }, internal: false };
const stacks = [{ name: "staging", text: JSON.stringify({ resource: { aws_lb: { web: balancer } } }) }];

/** As trivy 0.59.1 wrote it, shortened. */
const failed = {
  ID: "AVD-AWS-0053",
  AVDID: "AVD-AWS-0053",
  Title: "Load balancer is exposed to the internet.",
  Message: "Load balancer is exposed publicly.",
  Resolution: "Switch to an internal load balancer or add a tfsec ignore",
  Severity: "HIGH",
  Status: "FAIL",
  CauseMetadata: { Resource: "aws_lb.web" },
};
const passed = { ...failed, AVDID: "AVD-AWS-0052", Status: "PASS" };

let workFolder = "";
beforeEach(() => {
  workFolder = mkdtempSync(join(tmpdir(), "slipway-trivy-"));
});
afterEach(() => {
  rmSync(workFolder, { recursive: true });
});

function scan(run: RunProgram) {
  return runTrivy({ program: "trivy", run, workFolder }, stacks);
}

function writing(text: string, exitCode: number): RunProgram {
  return async (_, args) => {
    writeFileSync(args[args.indexOf("--output") + 1] ?? "", text);
    return { exitCode, stderr: "" };
  };
}

function reporting(results: readonly object[], exitCode: number): RunProgram {
  return writing(JSON.stringify({ SchemaVersion: 2, Results: results }), exitCode);
}

const successes = { Target: "staging", Misconfigurations: [passed] };

describe("the trivy adapter", () => {
  test("gives findings their resource and construct", async () => {
    const failures = { Target: "staging/stack.tf", Misconfigurations: [failed] };
    expect(await scan(reporting([successes, failures], 3))).toEqual({
      scanner: "trivy",
      findings: [
        {
          scanner: "trivy",
          rule: "AVD-AWS-0053",
          severity: "HIGH",
          address: "aws_lb.web",
          constructPath: "staging/load-balancer",
          message: "Load balancer is exposed publicly",
          remedy: "Switch to an internal load balancer or add a tfsec ignore",
        },
      ],
      passedChecks: 1,
      failures: [],
    });
  });

  test("reports a secret in a stack's text", async () => {
    const secrets = {
      Target: "staging/stack.tf",
      Secrets: [{ RuleID: "github-pat", Title: "GitHub token", Severity: "CRITICAL" }],
    };
    const { findings } = await scan(reporting([successes, secrets], 3));
    expect(findings).toMatchObject([{ rule: "github-pat", address: "staging", severity: "CRITICAL" }]);
  });

  test.each<[string, RunProgram, string, string]>([
    ["cannot be started", () => Promise.reject(new Error("ENOENT")), "staging", "trivy cannot be started: ENOENT"],
    [
      "writes half a report",
      writing('{"SchemaVersion": 2, "Res', 3),
      "staging",
      "trivy's report cannot be read (exit code 3: )",
    ],
    [
      "finds nothing to read",
      writing('{"SchemaVersion": 2}', 0),
      "staging",
      "trivy's report cannot be read (exit code 0: )",
    ],
    ["reads another folder", reporting([{ Target: "other" }], 0), "staging", "trivy read nothing"],
    [
      "passes what it reports",
      reporting([{ Target: "staging", Misconfigurations: [failed] }], 0),
      "staging",
      "trivy ended with exit code 0, which its report contradicts",
    ],
  ])("fails where trivy %s", async (_, run, stack, message) => {
    expect((await scan(run)).failures).toEqual([{ scanner: "trivy", stack, message }]);
  });
});
