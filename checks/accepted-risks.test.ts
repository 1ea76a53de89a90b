import { describe, expect, test } from "vitest";
import { type AcceptedRisk, applyAcceptedRisks } from "./accepted-risks";
import { givenPart } from "./parts";
import type { SeenFinding } from "./seen-finding";
import { aFinding, aRisk } from "./testing/finding";

const finding = aFinding();
const risk = aRisk();

function judge(findings: readonly SeenFinding[], risks: readonly AcceptedRisk[], today = "2026-11-21") {
  return applyAcceptedRisks({ findings, risks, environments: ["staging", "account-shop"], production: false, today });
}

describe("accepted risks", () => {
  test("cover a finding of their rule, by its address or its construct", () => {
    const expected = { findings: [], problems: [] };
    expect(judge([finding], [risk])).toEqual({ ...expected, accepted: [{ finding, risk }] });
    const byConstruct = aRisk({ address: finding.constructPath });
    expect(judge([finding], [byConstruct])).toEqual({ ...expected, accepted: [{ finding, risk: byConstruct }] });
  });

  test.each([
    ["another rule", { rule: "aws-elb-drop-invalid-headers" }],
    ["a part of the address", { address: "aws_lb" }],
    ["a construct above it", { address: "staging/load-balancer" }],
  ])("do not cover %s, and are unused then", (_, overrides) => {
    const other = aRisk(overrides);
    expect(judge([finding], [other])).toEqual({
      findings: [finding],
      accepted: [],
      problems: [`the accepted risk ${other.rule} at ${other.address} matches no finding; remove the entry`],
    });
  });

  test("do not cover what stands at the same place and was not seen then", () => {
    const further = aFinding({ fingerprint: "0123456789ab" });
    expect(judge([finding, further], [risk])).toEqual({
      findings: [further],
      accepted: [{ finding, risk }],
      problems: [],
    });
  });

  test("whose finding has become another say so", () => {
    const changed = aFinding({ fingerprint: "0123456789ab" });
    expect(judge([changed], [risk]).problems).toEqual([
      `the accepted risk aws-elb-alb-not-public at aws_lb.load-balancer does not match what is found there now (${finding.fingerprint}); remove the entry`,
    ]);
    const both = aRisk({ fingerprints: ["ffffffffffff", "0123456789ab"] });
    expect(judge([changed], [both]).problems).toEqual([
      "the accepted risk aws-elb-alb-not-public at aws_lb.load-balancer does not match what is found there now (ffffffffffff); remove these fingerprints",
    ]);
  });

  test("of other environments are neither applied nor unused", () => {
    expect(judge([finding], [aRisk({ environment: "production" })])).toEqual({
      findings: [finding],
      accepted: [],
      problems: [],
    });
  });

  test("of what environments share are unused where no finding needs them", () => {
    const shared = aRisk({ environment: "account-shop", address: "account-shop/repository-agent/repository" });
    expect(judge([finding], [risk, shared]).problems).toEqual([
      "the accepted risk aws-elb-alb-not-public at account-shop/repository-agent/repository matches no finding; remove the entry",
    ]);
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

  test("do not hold before they are taken", () => {
    expect(judge([finding], [risk], "2026-11-20")).toEqual({
      findings: [finding],
      accepted: [],
      problems: [
        "the accepted risk aws-elb-alb-not-public at aws_lb.load-balancer is accepted on 2026-11-21, which is to come; use the day of the decision",
      ],
    });
  });

  test("take two different owners and 90 days where the finding is critical", () => {
    const critical = aFinding({ severity: "CRITICAL" });
    const problems = (overrides: Partial<AcceptedRisk>) => judge([critical], [aRisk(overrides)]).problems;
    const expires = "2027-02-19";
    const owners = ["platform-team", "security-team"];
    const one =
      "the accepted risk aws-elb-alb-not-public at aws_lb.load-balancer is critical and takes two owners; platform-team is one";
    expect(problems({ expires })).toEqual([one]);
    expect(problems({ expires, owners: ["platform-team", "platform-team"] })).toHaveLength(1);
    expect(problems({ expires, owners })).toEqual([]);
    expect(problems({ expires: "2027-02-20", owners })).toEqual([
      "the accepted risk aws-elb-alb-not-public at aws_lb.load-balancer is critical and expires late: 2027-02-20 is 91 days after 2026-11-21, and 90 are allowed; use 2027-02-19 or earlier",
    ]);
  });

  test("are not taken of a production environment where the finding is critical", () => {
    const [critical, other] = [aFinding({ severity: "CRITICAL" }), aFinding({ address: "aws_lb.other" })];
    const risks = [
      aRisk({ expires: "2027-02-19", owners: ["platform-team", "security-team"] }),
      aRisk({ address: "aws_lb.other" }),
    ];
    const facts = { findings: [critical, other], risks, environments: ["staging"], today: "2026-11-21" };
    expect(applyAcceptedRisks({ ...facts, production: false }).accepted).toHaveLength(2);
    expect(applyAcceptedRisks({ ...facts, production: true })).toEqual({
      findings: [critical],
      accepted: [{ finding: other, risk: risks[1] }],
      problems: [
        "the accepted risk aws-elb-alb-not-public at aws_lb.load-balancer is critical, which nobody may accept of a production environment; remove its cause",
      ],
    });
  });

  test("count once, however often a scanner says the same of one resource", () => {
    const again = aFinding({ message: "another action of the same policy" });
    expect(judge([finding, again], [risk])).toEqual({ findings: [], problems: [], accepted: [{ finding, risk }] });
  });

  test("are not limited in number", () => {
    const numbered = Array.from({ length: 200 }, (_, index) => `aws_lb.web-${index}`);
    const findings = numbered.map((address) => aFinding({ address }));
    const risks = numbered.map((address) => aRisk({ address }));
    expect(judge(findings, risks)).toMatchObject({ findings: [], problems: [] });
  });

  test.each([
    [{ Effect: "Allow", Action: ["s3:*"], Resource: ["*"] }, 0],
    [{ Effect: "Allow", Action: ["*"], Resource: ["arn:aws:*:*:*:*"] }, 0],
    [{ Effect: "Allow", NotAction: ["iam:PassRole"], Resource: ["*"] }, 0],
    [{ Effect: "Allow", Action: ["s3:GetObject", "s3:Put*"], NotResource: ["arn:aws:s3:::logs/*"] }, 0],
    [{ Effect: "Allow", Action: ["s3:*"], Resource: ["arn:aws:s3:::logs/*"] }, 1],
    [{ Effect: "Allow", Action: ["s3:ListAllMyBuckets"], Resource: ["*"] }, 1],
    [{ Effect: "Deny", Action: ["*"], Resource: ["*"] }, 1],
  ])("of %j: %i can be taken", (statement, count) => {
    const wide = aFinding({ part: givenPart(statement) });
    const { accepted, problems } = judge([wide], [risk]);
    expect(accepted).toHaveLength(count);
    expect(problems).toEqual(
      count === 1
        ? []
        : [
            "the accepted risk aws-elb-alb-not-public at aws_lb.load-balancer allows a wildcard of actions on all resources, which nobody may accept; name either",
          ],
    );
  });
});
