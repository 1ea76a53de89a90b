import { expect, test } from "vitest";
import type { ScanResult } from "../checks/scan-stacks";
import { aFinding, aRisk } from "../checks/testing/finding";
import { scanSarif } from "./scan-sarif";

const finding = aFinding({
  scanner: "checkov",
  rule: "CKV_AWS_338",
  severity: "MEDIUM",
  address: "aws_cloudwatch_log_group.agent-logs",
  constructPath: "staging-base/agent-logs/group",
  fingerprint: "0123456789ab",
});
const critical = aFinding({ rule: "aws-ec2-no-public-ingress-sgr", severity: "CRITICAL" });
const risk = aRisk({ reason: "clients are on the internet\n" });
const result: ScanResult = {
  today: "2026-11-22",
  findings: [finding, { ...finding, address: "aws_cloudwatch_log_group.flow-logs" }],
  designed: [],
  accepted: [{ finding: critical, risk }],
  problems: [],
  failures: [],
  passedChecks: {},
  ownRules: 29,
};

function sarifOf(located: boolean) {
  const file = "config/environments/staging.yaml";
  const locate = () =>
    located ? { file, line: 11, column: 5, setting: "services.agent.logRetentionDays" } : undefined;
  return JSON.parse(scanSarif({ result, locate, environmentFile: file }));
}

test("has a run for each scanner, each rule once, and findings at the setting's line", () => {
  const { version, runs } = sarifOf(true);
  expect(version).toBe("2.1.0");
  expect(runs.map(({ tool }: { tool: { driver: { name: string } } }) => tool.driver.name)).toEqual([
    "checkov",
    "tfsec",
  ]);
  const [checkov] = runs;
  expect(checkov.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["CKV_AWS_338"]);
  expect(checkov.results).toHaveLength(2);
  expect(checkov.results[0]).toMatchObject({
    level: "warning",
    ruleId: "CKV_AWS_338",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "config/environments/staging.yaml" },
          region: { startLine: 11, startColumn: 5 },
        },
      },
    ],
    partialFingerprints: { "ruleAndPart/v1": "CKV_AWS_338 aws_cloudwatch_log_group.agent-logs 0123456789ab" },
    suppressions: [],
  });
});

test("keeps an accepted risk as suppressed, with its reason", () => {
  const [, tfsec] = sarifOf(true).runs;
  expect(tfsec.results).toMatchObject([
    {
      level: "error",
      suppressions: [{ kind: "external", status: "accepted", justification: "clients are on the internet" }],
    },
  ]);
});

test("shows at the environment's file what no setting made", () => {
  const [{ results }] = sarifOf(false).runs;
  expect(results[0].locations[0].physicalLocation).toMatchObject({
    artifactLocation: { uri: "config/environments/staging.yaml" },
    region: { startLine: 1 },
  });
});
