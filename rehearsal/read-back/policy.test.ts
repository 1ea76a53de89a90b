import { expect, test } from "vitest";
import { type PolicyStatement, policyDocument } from "../../model/iam-policy";
import { permissionSentences, permissions } from "./policy";

const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:lornu-staging/gemini-api-key-AbCdEf";

function sentencesOf(...statements: readonly PolicyStatement[]): readonly string[] {
  const label = (arn: string) => (arn === secretArn ? "secret lornu-staging/gemini-api-key" : arn);
  return permissionSentences("role LornuEcsTaskRole", permissions(policyDocument(statements), label));
}

test("says every action on every resource, in the configuration's words", () => {
  const actions = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"];
  expect(sentencesOf({ sid: "Read", actions, resources: [secretArn, "*"] })).toEqual([
    "role LornuEcsTaskRole may secretsmanager:GetSecretValue on secret lornu-staging/gemini-api-key",
    "role LornuEcsTaskRole may secretsmanager:GetSecretValue on *",
    "role LornuEcsTaskRole may secretsmanager:DescribeSecret on secret lornu-staging/gemini-api-key",
    "role LornuEcsTaskRole may secretsmanager:DescribeSecret on *",
  ]);
});

test("says the same however statements are cut", () => {
  const [get, put] = [["s3:GetObject"], ["s3:PutObject"]];
  const apart = sentencesOf(
    { sid: "Get", actions: get, resources: ["*"] },
    { sid: "Put", actions: put, resources: ["*"] },
  );
  expect(sentencesOf({ sid: "Both", actions: [...get, ...put], resources: ["*"] })).toEqual(apart);
});

test("says all conditions of a permission, in one order", () => {
  const conditions = { StringEquals: { b: ["2", "1"] }, ArnLike: { a: "arn:aws:ecs:*" } };
  expect(sentencesOf({ sid: "If", actions: ["kms:Decrypt"], resources: ["*"], conditions })).toEqual([
    "role LornuEcsTaskRole may kms:Decrypt on * if a ArnLike arn:aws:ecs:* and b StringEquals 1 or 2",
  ]);
});

test("says who is permitted or refused where the policy names somebody", () => {
  const statements: readonly PolicyStatement[] = [
    { sid: "Tasks", principal: { service: "ecs-tasks.amazonaws.com" }, actions: ["sts:AssumeRole"] },
    { sid: "All", effect: "Deny", principal: "everyone", actions: ["sts:AssumeRole"] },
  ];
  expect(sentencesOf(...statements)).toEqual([
    "role LornuEcsTaskRole: ecs-tasks.amazonaws.com may sts:AssumeRole",
    "role LornuEcsTaskRole: everyone may not sts:AssumeRole",
  ]);
});

test("reads single values as AWS may return them", () => {
  const statement = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", Principal: "*" };
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  expect(permissionSentences("bucket logs", permissions(document, String))).toEqual([
    "bucket logs: everyone may s3:GetObject on *",
  ]);
});

test("says a statement as it stands where it is written in a way that nobody asks for", () => {
  const statement = { Effect: "Allow", NotAction: "s3:GetObject", Resource: "*" };
  expect(permissionSentences("role r", permissions(JSON.stringify({ Statement: [statement] }), String))).toEqual([
    'role r may do what this says: {"Effect":"Allow","NotAction":"s3:GetObject","Resource":"*"}',
  ]);
});
