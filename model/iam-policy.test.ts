import { describe, expect, test } from "vitest";
import { type PolicyStatement, policyDocument, serviceTrustPolicy } from "./iam-policy";

const aStatement = (overrides: Partial<PolicyStatement> = {}): PolicyStatement => ({
  sid: "PullOwnImages",
  actions: ["ecr:BatchGetImage"],
  resources: ["arn:aws:ecr:us-east-1:123456789012:repository/shop-agent"],
  ...overrides,
});

describe("a policy document", () => {
  test("allows what its statements list, and has no key that is not set", () => {
    expect(JSON.parse(policyDocument([aStatement()]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "PullOwnImages",
          Effect: "Allow",
          Action: ["ecr:BatchGetImage"],
          Resource: ["arn:aws:ecr:us-east-1:123456789012:repository/shop-agent"],
        },
      ],
    });
  });

  test("denies only where a statement says so", () => {
    expect(policyDocument([aStatement({ effect: "Deny" })])).toContain('"Effect":"Deny"');
  });

  test.each([
    { principal: { service: "sns.amazonaws.com" }, json: { Service: "sns.amazonaws.com" } },
    {
      principal: { service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
      json: { Service: ["budgets.amazonaws.com", "cloudwatch.amazonaws.com"] },
    },
    { principal: { awsAccountRoot: "123456789012" }, json: { AWS: "arn:aws:iam::123456789012:root" } },
    { principal: "everyone", json: "*" },
  ] as const)("writes the principal $principal as AWS reads it", ({ principal, json }) => {
    expect(JSON.parse(policyDocument([aStatement({ principal })]))).toHaveProperty("Statement.0.Principal", json);
  });

  test("keeps conditions and the order of statements", () => {
    const conditions = { Bool: { "aws:SecureTransport": "false" } };
    const document: unknown = JSON.parse(
      policyDocument([aStatement({ sid: "First", conditions }), aStatement({ sid: "Second" })]),
    );
    expect(document).toHaveProperty("Statement.0.Sid", "First");
    expect(document).toHaveProperty("Statement.0.Condition", conditions);
    expect(document).toHaveProperty("Statement.1.Sid", "Second");
    expect(document).not.toHaveProperty("Statement.1.Condition");
  });

  test("is the same text for the same statements, so that a plan stays empty", () => {
    expect(policyDocument([aStatement()])).toBe(
      '{"Version":"2012-10-17","Statement":[{"Sid":"PullOwnImages","Effect":"Allow","Action":["ecr:BatchGetImage"],' +
        '"Resource":["arn:aws:ecr:us-east-1:123456789012:repository/shop-agent"]}]}',
    );
  });
});

test("a trust policy lets one service assume the role under its conditions, and names no resource", () => {
  const conditions = { StringEquals: { "aws:SourceAccount": "123456789012" } };
  expect(JSON.parse(serviceTrustPolicy("vpc-flow-logs.amazonaws.com", conditions))).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AssumedByService",
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: ["sts:AssumeRole"],
        Condition: conditions,
      },
    ],
  });
});
