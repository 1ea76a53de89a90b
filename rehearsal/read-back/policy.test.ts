import { expect, test } from "vitest";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";
import { covers, permissionRows, permissionsIn } from "./policy";

const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-staging/gemini-api-key-AbCdEf";

function rowsOf(...statements: readonly PolicyStatement[]): readonly string[] {
  const inWords = (text: string) => (text === secretArn ? "secret shop-staging/gemini-api-key" : text);
  return permissionRows("LornuEcsTaskRole", permissionsIn(policyDocument(statements)), inWords);
}

test("joins the actions on a resource, and then resources with the same actions", () => {
  const actions = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"];
  expect(rowsOf({ sid: "Read", actions, resources: [secretArn, "*"] })).toEqual([
    "LornuEcsTaskRole may secretsmanager:DescribeSecret, secretsmanager:GetSecretValue on *, secret shop-staging/gemini-api-key",
  ]);
});

test("says the same however statements are cut", () => {
  const [get, put] = [["s3:GetObject"], ["s3:PutObject"]];
  const apart = rowsOf({ sid: "Put", actions: put, resources: ["*"] }, { sid: "Get", actions: get, resources: ["*"] });
  expect(rowsOf({ sid: "Both", actions: [...get, ...put], resources: ["*"] })).toEqual(apart);
});

test("leaves out actions on what belongs to another service, which mean nothing", () => {
  const actions = ["s3:GetObject", "secretsmanager:GetSecretValue"];
  expect(rowsOf({ sid: "Mixed", actions, resources: [secretArn] })).toEqual([
    "LornuEcsTaskRole may secretsmanager:GetSecretValue on secret shop-staging/gemini-api-key",
  ]);
});

test("says all conditions of a permission, in one order", () => {
  const conditions = { StringEquals: { b: ["2", "1"] }, ArnLike: { a: "arn:aws:ecs:*" } };
  expect(rowsOf({ sid: "If", actions: ["kms:Decrypt"], resources: ["*"], conditions })).toEqual([
    "LornuEcsTaskRole may kms:Decrypt on * if a is like arn:aws:ecs:* and b is 1 or 2",
  ]);
});

test("says who is permitted or refused where the policy names somebody", () => {
  const statements: readonly PolicyStatement[] = [
    { sid: "Tasks", principal: { service: "ecs-tasks.amazonaws.com" }, actions: ["sts:AssumeRole"] },
    { sid: "All", effect: "Deny", principal: "everyone", actions: ["sts:AssumeRole"] },
  ];
  expect(rowsOf(...statements)).toEqual([
    "LornuEcsTaskRole: ecs-tasks.amazonaws.com may sts:AssumeRole",
    "LornuEcsTaskRole: everyone may not sts:AssumeRole",
  ]);
});

test("reads single values as AWS may return them", () => {
  const Statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", Principal: "*" };
  const permissions = permissionsIn(JSON.stringify({ Version: "2012-10-17", Statement }));
  expect(permissionRows("bucket logs", permissions, String)).toEqual(["bucket logs: everyone may s3:GetObject on *"]);
});

test("says a statement as it stands where it is written in a way that nobody asks for", () => {
  const Statement = [{ Effect: "Allow", NotAction: "s3:GetObject", Resource: "*" }];
  expect(permissionRows("r", permissionsIn(JSON.stringify({ Statement })), String)).toEqual([
    'r may do what this says: {"Effect":"Allow","NotAction":"s3:GetObject","Resource":"*"}',
  ]);
});

test.each([
  ["s3:*", "s3:GetObject", true],
  ["s3:Get*", "s3:PutObject", false],
  ["arn:aws:s3:::logs/*", "arn:aws:s3:::logs/*", true],
  ["arn:aws:s3:::logs/??", "arn:aws:s3:::logs/*", false],
  ["arn:aws:s3:::logs/*", "arn:aws:s3:::logs/??", true],
  ["arn:aws:s3:::lo.s", "arn:aws:s3:::logs", false],
])("%s covers %s: %s", (wide, narrow, isCovered) => {
  expect(covers(wide, narrow)).toBe(isCovered);
});
