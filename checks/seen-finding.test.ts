import { expect, test } from "vitest";
import type { Finding } from "./finding";
import { seenFindings } from "./seen-finding";
import { templateOf } from "./template";

const statements = [
  { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::logs/*"] },
  { Effect: "Allow", Action: ["s3:Get*"], Resource: ["*"] },
];
const template = templateOf({
  resource: { aws_iam_policy: { one: { name: "one", policy: JSON.stringify({ Statement: statements }) } } },
});

const finding: Finding = {
  scanner: "slipway",
  rule: "wildcard-action",
  severity: "HIGH",
  address: "aws_iam_policy.one",
  constructPath: "aws_iam_policy.one",
  message: "policy allows s3:Get*",
  remedy: "name the actions",
};

function seen(...findings: readonly Finding[]) {
  return seenFindings(findings, template).map(({ message, seen: part }) => `${message}: ${part}`);
}

test("a finding is about the statement that it names, and stands for those that none names", () => {
  const other = { ...finding, message: "policy allows s3:GetObject" };
  expect(seen(finding, other)).toEqual([
    "policy allows s3:Get*: Allow Action s3:Get* Resource *",
    'policy allows s3:Get*: {"name":"one"}',
    "policy allows s3:GetObject: Allow Action s3:GetObject Resource arn:aws:s3:::logs/*",
  ]);
});

test("a finding that names nothing is about everything that stands there", () => {
  expect(seen({ ...finding, message: "it is too wide" })).toHaveLength(3);
});

test("a finding without a resource is about what it says", () => {
  expect(seen({ ...finding, address: "staging", constructPath: "staging", message: "a key" })).toEqual([
    "a key: a key",
  ]);
});
