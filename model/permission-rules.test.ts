import { expect, test } from "vitest";
import { actionProblem, arnProblem } from "./permission-rules";

test.each(["bedrock:InvokeModel", "s3:GetObject", "dynamodb:BatchGetItem"])("permits %s", (action) => {
  expect(actionProblem(action)).toBeUndefined();
});

test.each([
  ["InvokeModel", "InvokeModel is not an action; use its service and its name, such as bedrock:InvokeModel"],
  ["*", '"*" is not an action; use its service and its name, such as bedrock:InvokeModel'],
  ["s3:*", "s3:* permits more than one action; write each one out"],
  ["s3:Get?bject", "s3:Get?bject permits more than one action; write each one out"],
  ["iam:PassRole", "iam:PassRole changes or takes on identities, which no program may; remove it"],
  ["sts:AssumeRole", "sts:AssumeRole changes or takes on identities, which no program may; remove it"],
])("permits no %s", (action, problem) => {
  expect(actionProblem(action)).toBe(problem);
});

test.each([
  "arn:aws:s3:::uploads",
  "arn:aws:s3:::uploads/*",
  "arn:aws:s3:::shop-2-uploads/incoming/*",
  "arn:aws:sqs:eu-central-1:210987654321:orders",
  "arn:aws:dynamodb:eu-central-1:210987654321:table/orders",
  "arn:aws:dynamodb:eu-central-1:210987654321:table/orders-*",
  "arn:aws:bedrock:*::foundation-model/amazon.titan-text*",
])("may be on %s", (arn) => {
  expect(arnProblem(arn)).toBeUndefined();
});

const every =
  "is every resource of the service; name the one that is meant, with * behind the beginning of its name at most";

test.each([
  "arn:aws:s3:::*",
  "arn:aws:s3:::*/incoming",
  "arn:aws:sqs:eu-central-1:210987654321:*",
  "arn:aws:dynamodb:eu-central-1:210987654321:table/*",
  "arn:aws:logs:eu-central-1:210987654321:log-group:*",
  "arn:aws:dynamodb:eu-central-1:210987654321:table/?????",
  "arn:aws:*:eu-central-1:210987654321:orders",
  "arn:aws:sqs:eu-central-1:210987654321:",
])("may not be on %s", (arn) => {
  expect(arnProblem(arn)).toContain(every);
});

test.each(["*", "orders", "arn:aws:sqs", "arn:aws-cn:sqs:cn-north-1:210987654321:orders"])("%s is no ARN", (text) => {
  expect(arnProblem(text)).toContain("is not an ARN; use one such as arn:aws:bedrock:us-east-1::foundation-model/NAME");
});
