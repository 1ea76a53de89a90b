import { expect, test } from "vitest";
import type { Design } from "../model/design";
import { partDesigned } from "./designed-findings";
import type { Finding } from "./finding";
import { seenFindings } from "./seen-finding";
import { templateOf } from "./template";

const allow = {
  Sid: "Read",
  Effect: "Allow",
  Action: ["s3:GetObject", "s3:ListBucket"],
  Resource: "arn:aws:s3:::shop-*",
};
const deny = { Sid: "NoShells", Effect: "Deny", Action: ["ecs:ExecuteCommand"], Resource: ["*"] };
const metadata = { path: "account-shop/boundary/policy" };

const design: Design = {
  rules: ["aws-iam-no-policy-wildcards"],
  constructPath: metadata.path,
  because: "AWS makes up the names",
  compensatedBy: "a denial",
  seen: [allow, deny, { name: "boundary" }],
};

const finding: Finding = {
  scanner: "tfsec",
  rule: "aws-iam-no-policy-wildcards",
  severity: "HIGH",
  address: "aws_iam_policy.boundary",
  constructPath: metadata.path,
  message: "IAM policy document uses sensitive action 's3:GetObject' on wildcarded resource 'arn:aws:s3:::shop-*'",
  remedy: "name the resources",
};

/** What is left of the finding where the policy has these statements. */
function left(statements: readonly object[], changed: Partial<Finding> = {}) {
  const policy = JSON.stringify({ Statement: statements });
  const boundary = { name: "boundary", policy, "//": { metadata } };
  const template = templateOf({ resource: { aws_iam_policy: { boundary } } });
  const { findings } = partDesigned(seenFindings([{ ...finding, ...changed }], template), [design]);
  return findings.map(({ seen }) => seen);
}

test("what the construct gives a reason for is the design's, in whatever order", () => {
  const reordered = {
    ...allow,
    Sid: "Other",
    Action: ["s3:ListBucket", "s3:GetObject"],
    Resource: ["arn:aws:s3:::shop-*"],
  };
  expect(left([allow, deny])).toEqual([]);
  expect(left([deny, reordered])).toEqual([]);
});

test("a statement more at the same place is a finding", () => {
  expect(left([allow, deny, { Effect: "Allow", Action: "iam:*", Resource: "*" }])).toEqual([
    "Allow Action iam:* Resource *",
  ]);
});

test("a wider statement is a finding, and the one that it was is missing", () => {
  expect(left([{ ...allow, Action: [...allow.Action, "s3:PutObject"] }, deny])).toEqual([
    "Allow Action s3:GetObject, s3:ListBucket, s3:PutObject Resource arn:aws:s3:::shop-*",
    "missing: Allow Action s3:GetObject, s3:ListBucket Resource arn:aws:s3:::shop-*",
  ]);
});

test("a denial that is gone is a finding", () => {
  expect(left([allow])).toEqual(["missing: Deny Action ecs:ExecuteCommand Resource *"]);
});

test.each([
  ["another rule", { rule: "wildcard-action" }],
  ["another place", { constructPath: "account-shop/other/policy" }],
])("%s is somebody's to decide", (_, changed) => {
  expect(left([allow, deny], changed).length).toBeGreaterThan(0);
});
