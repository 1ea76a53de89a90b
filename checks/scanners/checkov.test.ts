import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkovVersion, runCheckov } from "./checkov";
import type { RunProgram } from "./scanner";

const bucket = { "//": { metadata: { path: "staging-base/logs/bucket" } }, bucket: "shop-logs" };
const stacks = [
  { name: "staging-base", text: JSON.stringify({ resource: { aws_s3_bucket: { logs: bucket } } }) },
  { name: "staging", text: JSON.stringify({ resource: { aws_lb: { web: { name: "web" } } } }) },
];

const failed = {
  check_id: "CKV_AWS_144",
  check_name: "Ensure that S3 bucket has cross-region replication enabled",
  file_path: "/staging-base/stack.tf",
  file_line_range: [1, 3],
  resource: "aws_s3_bucket.logs",
  severity: null,
};

interface Parts {
  readonly failedChecks?: readonly object[];
  readonly skippedChecks?: readonly object[];
  readonly parsingErrors?: readonly string[];
  readonly resources?: number;
  readonly version?: string;
}

function report({ failedChecks = [], skippedChecks = [], parsingErrors = [], resources = 2, version }: Parts = {}) {
  return {
    check_type: "terraform",
    results: {
      passed_checks: [{}, {}],
      failed_checks: failedChecks,
      skipped_checks: skippedChecks,
      parsing_errors: parsingErrors,
    },
    summary: { resource_count: resources, checkov_version: version ?? checkovVersion },
  };
}

let workFolder = "";
beforeEach(() => {
  workFolder = mkdtempSync(join(tmpdir(), "slipway-checkov-"));
});
afterEach(() => {
  rmSync(workFolder, { recursive: true });
});

function scan(run: RunProgram) {
  return runCheckov({ program: "checkov", run, workFolder }, stacks);
}

/** Behaves as checkov, but writes this report. */
function writing(text: string, exitCode: number): RunProgram {
  return async () => {
    writeFileSync(join(workFolder, "results_json.json"), text);
    return { exitCode, stderr: "" };
  };
}

function reporting(parts: Parts, exitCode = parts.failedChecks === undefined ? 0 : 1): RunProgram {
  return writing(JSON.stringify(report(parts)), exitCode);
}

describe("the checkov adapter", () => {
  test("gives findings their resource and construct", async () => {
    expect(await scan(reporting({ failedChecks: [failed] }))).toEqual({
      scanner: "checkov",
      findings: [
        {
          scanner: "checkov",
          rule: "CKV_AWS_144",
          severity: "MEDIUM",
          address: "aws_s3_bucket.logs",
          constructPath: "staging-base/logs/bucket",
          message: "not so: S3 bucket has cross-region replication enabled",
          remedy: "change the resource so that CKV_AWS_144 of checkov passes",
        },
      ],
      passedChecks: 2,
      failures: [],
    });
  });

  test("finds the resource of a secret by its line, and takes it to be critical", async () => {
    const secret = { ...failed, check_id: "CKV_SECRET_2", resource: "25910f981e85ca04baf359199dd0bd4a3ae738b6" };
    const secrets = { ...report({ failedChecks: [secret] }), check_type: "secrets" };
    const { findings } = await scan(writing(JSON.stringify([report(), secrets]), 1));
    expect(findings).toMatchObject([{ address: "aws_s3_bucket.logs", severity: "CRITICAL" }]);
  });

  test.each<[string, RunProgram, string]>([
    ["cannot be started", () => Promise.reject(new Error("ENOENT")), "checkov cannot be started: ENOENT"],
    [
      "crashes",
      async () => ({ exitCode: 2, stderr: "Traceback\nboom\n" }),
      "checkov wrote no report (exit code 2: boom)",
    ],
    ["writes half a report", writing('{"check_type": "terr', 1), "checkov's report cannot be read (exit code 1: )"],
    ["reads nothing", writing("[]", 0), "checkov read nothing"],
    ["counts no resource", writing('{"passed": 0, "failed": 0}', 0), "checkov's report cannot be read (exit code 0: )"],
    [
      "passes what it reports",
      reporting({ failedChecks: [failed] }, 0),
      "checkov ended with exit code 0, which its report contradicts",
    ],
    ["is ended by a signal", reporting({}, 137), "checkov ended with exit code 137, which its report contradicts"],
    ["sees fewer resources than there are", reporting({ resources: 1 }), "checkov saw 1 of 2 resources"],
    [
      "cannot read a stack",
      reporting({ parsingErrors: ["/staging/stack.tf"] }),
      "checkov could not read /staging/stack.tf",
    ],
    [
      "is told by a text to skip a check",
      reporting({ skippedChecks: [{ check_id: "CKV_AWS_18" }] }),
      "checkov was told to skip CKV_AWS_18 by a text in the stack",
    ],
    ["is another version", reporting({ version: "3.2.1" }), `it is checkov 3.2.1 instead of ${checkovVersion}`],
  ])("fails where checkov %s", async (_, run, message) => {
    const { failures } = await scan(run);
    expect(failures).toEqual([{ scanner: "checkov", stack: "staging-base, staging", message }]);
  });
});
