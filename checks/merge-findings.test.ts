import { expect, test } from "vitest";
import type { Finding } from "./finding";
import { mergeFindings } from "./merge-findings";

const finding: Finding = {
  scanner: "tfsec",
  rule: "aws-ecr-repository-customer-key",
  severity: "LOW",
  address: "aws_ecr_repository.agent",
  constructPath: "account-shop/repository",
  message: "Repository is not encrypted using KMS",
  remedy: "Use customer managed keys",
  aliases: ["AVD-AWS-0033"],
};
const checkov: Finding = {
  ...finding,
  scanner: "checkov",
  rule: "CKV_AWS_136",
  severity: "MEDIUM",
  aliases: undefined,
};
const trivy: Finding = { ...finding, scanner: "trivy", rule: "AVD-AWS-0033", aliases: undefined };

test("tells once what several scanners say of a resource, and names them", () => {
  expect(mergeFindings([checkov, finding, trivy])).toEqual([
    { ...finding, alsoFoundBy: ["checkov CKV_AWS_136", "trivy AVD-AWS-0033"] },
  ]);
});

test("keeps what only one of them says, and the same of another resource", () => {
  const elsewhere = { ...checkov, address: "aws_ecr_repository.other" };
  const other = { ...checkov, rule: "CKV_AWS_144" };
  expect(mergeFindings([finding, elsewhere, other])).toEqual([finding, elsewhere, other]);
  expect(mergeFindings([checkov])).toEqual([checkov]);
});
