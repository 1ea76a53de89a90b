import { describe, expect, test } from "vitest";
import { type AcceptedRisk, acceptedRiskLimit, applyAcceptedRisks, judgeableRisks } from "./accepted-risks";
import type { Finding } from "./finding";

const finding: Finding = {
  scanner: "tfsec",
  rule: "aws-elb-alb-not-public",
  severity: "HIGH",
  address: "aws_lb.load-balancer",
  constructPath: "staging/load-balancer/load-balancer",
  message: "Load balancer is exposed publicly",
  remedy: "Switch to an internal load balancer",
};
const risk: AcceptedRisk = {
  rule: finding.rule,
  address: finding.address,
  environment: "staging",
  reason: "clients are on the internet",
  owners: ["platform-team"],
  expires: "2027-05-20",
  monthlyUsd: 0,
};

function judge(findings: readonly Finding[], risks: readonly AcceptedRisk[], today = "2026-11-21") {
  return applyAcceptedRisks({ findings, risks, environments: ["staging", "account-shop"], today });
}

describe("accepted risks", () => {
  test("cover a finding of their rule, by its address or its construct", () => {
    const expected = { findings: [], problems: [] };
    expect(judge([finding], [risk])).toEqual({ ...expected, accepted: [{ finding, risk }] });
    const byConstruct = { ...risk, address: finding.constructPath };
    expect(judge([finding], [byConstruct])).toEqual({ ...expected, accepted: [{ finding, risk: byConstruct }] });
  });

  test.each([
    ["another rule", { ...risk, rule: "aws-elb-drop-invalid-headers" }],
    ["a part of the address", { ...risk, address: "aws_lb" }],
    ["a construct above it", { ...risk, address: "staging/load-balancer" }],
  ])("do not cover %s, and are unused then", (_, other) => {
    expect(judge([finding], [other])).toEqual({
      findings: [finding],
      accepted: [],
      problems: [`the accepted risk ${other.rule} at ${other.address} matches no finding; remove the entry`],
    });
  });

  test("of other environments are neither applied nor unused", () => {
    expect(judge([finding], [{ ...risk, environment: "production" }])).toEqual({
      findings: [finding],
      accepted: [],
      problems: [],
    });
  });

  test("of what environments share are judged where their resource is made", () => {
    const shared = { ...risk, environment: "account-shop", address: "account-shop/repository-agent/repository" };
    const risks = [risk, shared];
    const made = { address: "aws_ecr_repository.agent", constructPath: shared.address };
    expect(judgeableRisks(risks, "account-shop", [made])).toEqual(risks);
    expect(judgeableRisks(risks, "account-shop", [])).toEqual([risk]);
  });

  test("hold until the day before they expire", () => {
    expect(judge([finding], [risk], "2027-05-19").problems).toEqual([]);
    expect(judge([finding], [risk], "2027-05-20")).toEqual({
      findings: [finding],
      accepted: [],
      problems: [
        "the accepted risk aws-elb-alb-not-public at aws_lb.load-balancer expired on 2027-05-20; remove its cause, or decide anew",
      ],
    });
  });

  test("take two different owners where the finding is critical", () => {
    const critical: Finding = { ...finding, severity: "CRITICAL" };
    const problem =
      "the accepted risk aws-elb-alb-not-public at aws_lb.load-balancer is critical and takes two owners; platform-team is one";
    expect(judge([critical], [risk]).problems).toEqual([problem]);
    expect(judge([critical], [{ ...risk, owners: ["platform-team", "platform-team"] }]).problems).toHaveLength(1);
    expect(judge([critical], [{ ...risk, owners: ["platform-team", "security-team"] }]).problems).toEqual([]);
  });

  test("count once, however often a scanner says the same of one resource", () => {
    const again = { ...finding, message: "another action of the same policy" };
    expect(judge([finding, again], [risk])).toEqual({ findings: [], problems: [], accepted: [{ finding, risk }] });
  });

  test("are limited in number", () => {
    const numbered = Array.from({ length: acceptedRiskLimit + 1 }, (_, index) => `aws_lb.web-${index}`);
    const findings = numbered.map((address) => ({ ...finding, address }));
    const risks = numbered.map((address) => ({ ...risk, address }));
    expect(judge(findings, risks).problems).toEqual([
      "31 risks are accepted, and 30 are allowed; remove the cause of some",
    ]);
    expect(judge(findings.slice(1), risks.slice(1)).problems).toEqual([]);
  });
});
