import { expect, test } from "vitest";
import { parse } from "yaml";
import { givenPart } from "../checks/parts";
import type { ScanResult } from "../checks/scan-stacks";
import { aFinding, aRisk } from "../checks/testing/finding";
import { acceptedRisksSchema } from "../config/schema/accepted-risks";
import { scanReport } from "./scan-report";

const finding = aFinding();
const risk = aRisk();
const facts = { environment: "staging", owner: "platform-team", production: false };
const clean: ScanResult = {
  today: "2026-11-22",
  findings: [],
  designed: [],
  accepted: [],
  problems: [],
  failures: [],
  passedChecks: { tfsec: 76, checkov: 136 },
  ownRules: 29,
};

const nowhere = () => undefined;

test("shows what was accepted, until when, by whom, and what the alternative costs", () => {
  expect(scanReport(facts, { ...clean, accepted: [{ finding, risk }] }, nowhere)).toEqual([
    "accepted  rule                    made by                              until       instead of  owners",
    "HIGH      aws-elb-alb-not-public  staging/load-balancer/load-balancer  2027-05-20  20 USD      platform-team",
    "",
    "unaccepted findings: 0",
    "accepted risks: 1",
    "passed checks: 76 of tfsec, 136 of checkov, beside 29 rules of Slipway",
    "staging passed its scan",
  ]);
});

test("shows each finding with its place and remedy, then what else stands in the way", () => {
  const failures = [{ scanner: "tfsec" as const, stack: "staging", message: "tfsec read nothing" }];
  expect(
    scanReport(facts, { ...clean, findings: [finding], failures, problems: ["the accepted risk is unused"] }, () => ({
      file: "config/environments/staging.yaml",
      line: 4,
      column: 1,
      setting: "dns",
    })),
  ).toEqual([
    "HIGH aws-elb-alb-not-public (tfsec)",
    "  at      aws_lb.load-balancer",
    "  made by staging/load-balancer/load-balancer",
    "  set in  config/environments/staging.yaml:4:1 dns",
    "  found   Load balancer is exposed publicly",
    `  seen    ${finding.fingerprint} {"internal":false}`,
    "  remedy  Switch to an internal load balancer",
    "Remove the cause, or take a risk for a while with such entries in config/accepted-risks.yaml, their reasons and owners corrected:",
    "  - rule: aws-elb-alb-not-public",
    '    address: "staging/load-balancer/load-balancer"',
    `    fingerprints: ["${finding.fingerprint}"]`,
    "    environment: staging",
    '    reason: "nobody has said why yet: Load balancer is exposed publicly"',
    "    owners: [platform-team]",
    "    acceptedOn: 2026-11-22",
    "    expires: 2027-05-21",
    "    monthlyUsd: 0",
    "FAILED tfsec on staging: tfsec read nothing",
    "ERROR the accepted risk is unused",
    "unaccepted findings: 1",
    "accepted risks: 0",
    "passed checks: 76 of tfsec, 136 of checkov, beside 29 rules of Slipway",
    "staging failed its scan",
  ]);
});

test("asks two owners to take a critical risk for 90 days, and the account's stack for what is shared", () => {
  const constructPath = "account-shop/repository-agent/repository";
  const report = scanReport(
    facts,
    { ...clean, findings: [aFinding({ severity: "CRITICAL", constructPath })] },
    nowhere,
  );
  expect(report).toEqual(
    expect.arrayContaining([
      "    environment: account-shop",
      "    owners: [platform-team, platform-team-deputy]",
      "    expires: 2027-02-20",
    ]),
  );
});

test("proposes entries that can be pasted as they are, one for a rule at a place", () => {
  const findings = [finding, aFinding({ fingerprint: "0123456789e1" }), aFinding({ rule: "CKV2_AWS_28" })];
  const report = scanReport(facts, { ...clean, findings }, nowhere);
  const entries = report.filter((line) => /^( {2}- | {4}\w)/.test(line));
  const parsed = acceptedRisksSchema.parse(parse(`acceptedRisks:\n${entries.join("\n")}\n`));
  expect(parsed.acceptedRisks).toMatchObject([
    { rule: finding.rule, fingerprints: [finding.fingerprint, "0123456789e1"] },
    { rule: "CKV2_AWS_28", fingerprints: [finding.fingerprint] },
  ]);
});

test("proposes no entry for what nobody may take", () => {
  const critical = aFinding({ severity: "CRITICAL" });
  const anywhere = aFinding({
    constructPath: "staging/agent-task-role/policy",
    part: givenPart({ Effect: "Allow", Action: ["s3:*"], Resource: ["*"] }),
  });
  const proposed = (production: boolean) =>
    scanReport({ ...facts, production }, { ...clean, findings: [critical, anywhere] }, nowhere).filter((line) =>
      /^Remove the cause| fingerprints: /.test(line),
    );
  expect(proposed(false)).toHaveLength(2);
  expect(proposed(true)).toEqual([]);
});

test.each([
  [0, "accepted risks: 1, 1 more than before"],
  [1, "accepted risks: 1, as many as before"],
  [3, "accepted risks: 1, 2 fewer than before"],
])("tells how many risks were accepted before: %i", (acceptedBefore, line) => {
  expect(scanReport(facts, { ...clean, accepted: [{ finding, risk }], acceptedBefore }, nowhere)).toContain(line);
});

test("tells the design's reasons once each, with what compensates them", () => {
  const meant = { because: "clients are on the internet", compensatedBy: "TLS" };
  const designed = [
    { finding, ...meant },
    { finding: aFinding({ constructPath: "other" }), ...meant },
  ];
  expect(scanReport(facts, { ...clean, designed }, nowhere)).toContain(
    "by design aws-elb-alb-not-public: clients are on the internet; compensated by TLS (2 places)",
  );
});
