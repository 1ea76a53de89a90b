import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RunProgram } from "./scanner";
import { runTfsec } from "./tfsec";

const group = {
  "//": { metadata: { path: "staging-base/ingress/group" } },
  description: "Load balancer",
  ingress: [{ from_port: 443, cidr_blocks: ["0.0.0.0/0"] }],
};
const text = JSON.stringify({ resource: { aws_security_group: { alb: group } } });

const passed = {
  long_id: "aws-ec2-add-description-to-security-group",
  rule_description: "Missing description for security group.",
  description: "",
  resolution: "Add descriptions for all security groups",
  severity: "LOW",
  status: 1,
  resource: "aws_security_group.alb",
};
const failed = {
  ...passed,
  long_id: "aws-ec2-no-public-ingress-sgr",
  description: "Security group rule allows ingress from public internet.",
  severity: "CRITICAL",
  status: 0,
};

let workFolder = "";
beforeEach(() => {
  workFolder = mkdtempSync(join(tmpdir(), "slipway-tfsec-"));
});
afterEach(() => {
  rmSync(workFolder, { recursive: true });
});

function scan(run: RunProgram, stackText = text) {
  return runTfsec({ program: "tfsec", run, workFolder }, { name: "staging-base", text: stackText });
}

/** Behaves as tfsec, but writes this report. */
function writing(report: string, exitCode: number): RunProgram {
  return async (_, args) => {
    writeFileSync(args.at(-1) ?? "", report);
    return { exitCode, stderr: "" };
  };
}

function reporting(results: readonly object[], exitCode: number): RunProgram {
  return writing(JSON.stringify({ results }), exitCode);
}

describe("the tfsec adapter", () => {
  test("gives findings their resource and construct, each once", async () => {
    expect(await scan(reporting([passed, failed, failed], 1))).toEqual({
      scanner: "tfsec",
      findings: [
        {
          scanner: "tfsec",
          rule: "aws-ec2-no-public-ingress-sgr",
          severity: "CRITICAL",
          address: "aws_security_group.alb",
          constructPath: "staging-base/ingress/group",
          message: "Security group rule allows ingress from public internet",
          remedy: "Add descriptions for all security groups",
        },
      ],
      passedChecks: 1,
      failures: [],
    });
  });

  test("shows tfsec one folder with the stack as HCL, and lets nothing in it suppress a finding", async () => {
    const seen: string[] = [];
    await scan(async (program, args) => {
      seen.push(program, ...args, ...readdirSync(args[0] ?? ""));
      return { exitCode: 0, stderr: "" };
    });
    expect(seen).toEqual([
      "tfsec",
      join(workFolder, "staging-base"),
      ..."--no-ignores --no-module-downloads --no-color -G --include-passed -f json -O".split(" "),
      join(workFolder, "staging-base.json"),
      "stack.tf",
    ]);
  });

  test.each<[string, RunProgram, string]>([
    [
      "cannot be started",
      () => Promise.reject(new Error("spawn tfsec ENOENT")),
      "tfsec cannot be started: spawn tfsec ENOENT",
    ],
    [
      "crashes",
      async () => ({ exitCode: 2, stderr: "panic\nexit 2\n" }),
      "tfsec wrote no report (exit code 2: exit 2)",
    ],
    ["writes half a report", writing('{"results": [', 1), "tfsec's report cannot be read (exit code 1: )"],
    ["writes something else", writing('{"runs": []}', 0), "tfsec's report cannot be read (exit code 0: )"],
    [
      "ignores a check",
      reporting([passed, { ...failed, status: 2 }], 0),
      "tfsec's report cannot be read (exit code 0: )",
    ],
    ["reads nothing", reporting([], 0), "tfsec read nothing"],
    [
      "is ended by a signal",
      reporting([passed, failed], 137),
      "tfsec ended with exit code 137, which its report contradicts",
    ],
    [
      "passes what it reports",
      reporting([passed, failed], 0),
      "tfsec ended with exit code 0, which its report contradicts",
    ],
    [
      "fails without a finding",
      reporting([passed, passed], 1),
      "tfsec ended with exit code 1, which its report contradicts",
    ],
  ])("fails where tfsec %s", async (_, run, message) => {
    expect(await scan(run)).toEqual({
      scanner: "tfsec",
      findings: [],
      passedChecks: 0,
      failures: [{ scanner: "tfsec", stack: "staging-base", message }],
    });
  });

  test("fails where tfsec does not see a nested block, and keeps what it found", async () => {
    const { findings, failures } = await scan(reporting([failed], 1));
    expect(findings).toHaveLength(1);
    expect(failures.map(({ message }) => message)).toEqual([
      "tfsec made only 1 instead of 2 checks of aws_security_group.alb",
    ]);
  });

  test.each([
    ["{", "Expected property name"],
    ["[]", "its JSON is not an object"],
    ['{"module": {}}', "the top-level key module"],
  ])("fails where the stack cannot be shown to it: %s", async (stackText, message) => {
    const { failures } = await scan(reporting([passed], 0), stackText);
    expect(failures).toMatchObject([{ stack: "staging-base", message: expect.stringContaining(message) }]);
  });
});
