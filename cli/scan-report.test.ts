import { expect, test } from "vitest";
import type { Finding } from "../checks/finding";
import type { ScanResult } from "../checks/scan-stacks";
import { scanReport } from "./scan-report";

const finding: Finding = {
  scanner: "tfsec",
  rule: "aws-elb-alb-not-public",
  severity: "HIGH",
  address: "aws_lb.load-balancer",
  constructPath: "staging/load-balancer/load-balancer",
  message: "Load balancer is exposed publicly",
  remedy: "Switch to an internal load balancer",
};
const risk = {
  rule: finding.rule,
  address: finding.address,
  environment: "staging",
  reason: "clients are on the internet",
  owners: ["platform-team"],
  expires: "2027-05-20",
  monthlyUsd: 20,
};
const clean: ScanResult = {
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
  expect(scanReport("staging", { ...clean, accepted: [{ finding, risk }] }, nowhere)).toEqual([
    "accepted  rule                    made by                              until       instead of  owners",
    "HIGH      aws-elb-alb-not-public  staging/load-balancer/load-balancer  2027-05-20  20 USD      platform-team",
    "",
    "unaccepted findings: 0",
    "accepted risks: 1 (at most 30)",
    "passed checks: 76 of tfsec, 136 of checkov, beside 29 rules of Slipway",
    "staging passed its scan",
  ]);
});

test("shows each finding with its place and remedy, then what else stands in the way", () => {
  const failures = [{ scanner: "tfsec" as const, stack: "staging", message: "tfsec read nothing" }];
  expect(
    scanReport(
      "staging",
      { ...clean, findings: [finding], failures, problems: ["the accepted risk is unused"] },
      () => ({
        file: "config/environments/staging.yaml",
        line: 4,
        column: 1,
        setting: "dns",
      }),
    ),
  ).toEqual([
    "HIGH aws-elb-alb-not-public (tfsec)",
    "  at      aws_lb.load-balancer",
    "  made by staging/load-balancer/load-balancer",
    "  set in  config/environments/staging.yaml:4:1 dns",
    "  found   Load balancer is exposed publicly",
    "  remedy  Switch to an internal load balancer",
    "Remove the cause, or take a risk for a while with an entry in config/accepted-risks.yaml, its capitals filled in:",
    "  - { rule: aws-elb-alb-not-public, address: staging/load-balancer/load-balancer, environment: staging, reason: WHY, owners: [ROLE], acceptedOn: DAY, expires: DAY, monthlyUsd: COST }",
    "FAILED tfsec on staging: tfsec read nothing",
    "ERROR the accepted risk is unused",
    "unaccepted findings: 1",
    "accepted risks: 0 (at most 30)",
    "passed checks: 76 of tfsec, 136 of checkov, beside 29 rules of Slipway",
    "staging failed its scan",
  ]);
});

test("asks two owners to take a critical risk, and the account's stack for what is shared", () => {
  const constructPath = "account-shop/repository-agent/repository";
  const findings = [{ ...finding, severity: "CRITICAL" as const, constructPath }];
  expect(scanReport("staging", { ...clean, findings }, nowhere)).toContainEqual(
    expect.stringContaining(
      `address: ${constructPath}, environment: account-shop, reason: WHY, owners: [ROLE, OTHER-ROLE],`,
    ),
  );
});
