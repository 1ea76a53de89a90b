import { describe, expect, test } from "vitest";
import type { JsonObject } from "../json";
import { authorize, type Caller } from "./authorize";
import { readPolicy, readResourcePolicy } from "./policy";

const policy = (...statements: readonly JsonObject[]) =>
  readPolicy({ Version: "2012-10-17", Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })) });
const everything = policy({ Action: "*", Resource: "*" });
const nothing = policy();
const noReading = policy({ Action: "*", Resource: "*" }, { Effect: "Deny", Action: "s3:Get*", Resource: "*" });

const arn = "arn:aws:sts::123456789012:assumed-role/shop/slipway";
const object = "arn:aws:s3:::logs/today";
const roleArn = "arn:aws:iam::123456789012:role/shop";
const plain = {
  arn,
  roleArn,
  policies: [everything],
  boundary: undefined,
  sessionPolicies: [],
  tags: {},
  sessionTags: {},
};

function verdict(caller: Partial<Caller>, resources: readonly string[] = [object]): string {
  const judged = authorize({ ...plain, ...caller }, { action: "s3:GetObject", resources, context: {} });
  return judged.isAllowed ? "allowed" : judged.message.replace(`User: ${arn} is not authorized to perform: `, "");
}

const refused = "s3:GetObject on resource: arn:aws:s3:::logs/today";

/** IAM User Guide, "Policy evaluation logic" and its sections; messages by "Troubleshoot access denied error messages". */
test.each<[string, Partial<Caller>, string]>([
  ["an allow is needed", {}, "allowed"],
  [
    "implicit deny without one",
    { policies: [nothing] },
    `${refused} because no identity-based policy allows the s3:GetObject action`,
  ],
  [
    "an explicit deny wins over an allow",
    { policies: [everything, noReading] },
    `${refused} with an explicit deny in an identity-based policy`,
  ],
  ["what identity and boundary allow", { boundary: everything }, "allowed"],
  [
    "identity-based policies with boundaries: the intersection",
    { boundary: policy({ Action: "ec2:*", Resource: "*" }) },
    `${refused} because no permissions boundary allows the s3:GetObject action`,
  ],
  [
    "a boundary gives nothing by itself",
    { policies: [], boundary: everything },
    `${refused} because no identity-based policy allows the s3:GetObject action`,
  ],
  ["a deny in the boundary", { boundary: noReading }, `${refused} with an explicit deny in a permissions boundary`],
  ["what session policies allow too", { sessionPolicies: [nothing, everything] }, "allowed"],
  [
    "session policies: the intersection",
    { sessionPolicies: [nothing] },
    `${refused} because no session policy allows the s3:GetObject action`,
  ],
  [
    "a deny in a session policy",
    { sessionPolicies: [noReading] },
    `${refused} with an explicit deny in a session policy`,
  ],
  [
    "a deny anywhere is said before a missing allow",
    { policies: [nothing], boundary: noReading },
    `${refused} with an explicit deny in a permissions boundary`,
  ],
])("%s", (_section, caller, message) => {
  expect(verdict(caller)).toBe(message);
});

/** IAM User Guide, "IAM JSON policy elements" of these names. */
test.each<[string, JsonObject, boolean]>([
  ["Action: upper and lower case are the same", { Action: "S3:getobject", Resource: "*" }, true],
  ["Action: several", { Action: ["s3:PutObject", "s3:Get*"], Resource: "*" }, true],
  ["Action: another", { Action: "s3:PutObject", Resource: "*" }, false],
  ["NotAction", { NotAction: "iam:*", Resource: "*" }, true],
  ["NotAction: what it names", { NotAction: "s3:*", Resource: "*" }, false],
  ["Resource: a pattern", { Action: "*", Resource: "arn:aws:s3:::logs/*" }, true],
  ["Resource: upper and lower case differ", { Action: "*", Resource: "arn:aws:s3:::LOGS/*" }, false],
  ["Resource: a star stands for several parts", { Action: "*", Resource: "arn:aws:s3:*" }, true],
  ["Resource: a variable", { Action: "*", Resource: "arn:aws:s3:::${aws:PrincipalTag/Bucket}/*" }, true],
  ["NotResource", { Action: "*", NotResource: "arn:aws:s3:::state/*" }, true],
  ["NotResource: what it names", { Action: "*", NotResource: "arn:aws:s3:::logs/*" }, false],
])("%s", (_element, statement, isAllowed) => {
  const wanted = isAllowed ? "allowed" : `${refused} because no identity-based policy allows the s3:GetObject action`;
  expect(verdict({ policies: [policy(statement)], tags: { Bucket: "logs" } })).toBe(wanted);
});

test("all of a call's resources have to be allowed, and the first that is not is named", () => {
  const own = policy({ Action: "*", Resource: "arn:aws:s3:::logs/*" });
  expect(verdict({ policies: [own] }, [object, "arn:aws:s3:::state/today"])).toBe(
    "s3:GetObject on resource: arn:aws:s3:::state/today because no identity-based policy allows the s3:GetObject action",
  );
});

/** IAM User Guide, "Pass session tags in AWS STS". */
test("a session's tags override the role's, in whatever case they are written", () => {
  const ofStaging = policy({
    Action: "*",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalTag/Environment": "staging" } },
  });
  expect(verdict({ policies: [ofStaging], tags: { Environment: "staging" } })).toBe("allowed");
  const sessionTags = { environment: "production" };
  expect(verdict({ policies: [ofStaging], tags: { Environment: "staging" }, sessionTags })).toContain("because no");
});

describe("what nobody judges is an error that names it, wherever it stands in a policy", () => {
  const read = (statement: JsonObject) => () => policy({ Action: "s3:Other", Resource: "*", ...statement });

  test.each<[string, JsonObject]>([
    ["the condition operator IpAddress", { Condition: { IpAddress: { "aws:ResourceTag/Net": "10.0.0.0/8" } } }],
    ["the condition key aws:SourceIp", { Condition: { StringEquals: { "aws:SourceIp": "10.0.0.1" } } }],
    ["the condition key ecs:ResourceTag/Team", { Condition: { StringEquals: { "ecs:ResourceTag/Team": "agents" } } }],
    ["the element Principal", { Principal: "*" }],
    ["the effect Perhaps", { Effect: "Perhaps" }],
    ["a statement without Resource", { Resource: [] }],
  ])("%s", (words, statement) => {
    expect(read(statement)).toThrow(words);
  });

  test("another version of the language", () => {
    expect(() => readPolicy({ Version: "2008-10-17", Statement: [] })).toThrow("version 2008-10-17");
  });
});

/** AWS KMS Developer Guide, "Determining access to AWS KMS keys" and "Default key policy". */
describe("a call on a key", () => {
  const key = "arn:aws:kms:us-east-1:123456789012:key/1";
  const account = { AWS: "arn:aws:iam::123456789012:root" };
  const judged = (caller: Partial<Caller>, ...statements: readonly JsonObject[]) => {
    const keyPolicy = readResourcePolicy({
      Statement: statements.map((statement) => ({ Effect: "Allow", Action: "kms:*", Resource: "*", ...statement })),
    });
    const verdict = authorize(
      { ...plain, ...caller },
      { action: "kms:PutKeyPolicy", resources: [key], context: {}, keyPolicy },
    );
    return verdict.isAllowed ? "allowed" : verdict.message.slice(verdict.message.indexOf(key) + key.length + 1);
  };
  const none = { policies: [nothing] };

  test("is allowed by the key's policy alone where that names the role, within the boundary", () => {
    expect(judged(none, { Principal: { AWS: roleArn } })).toBe("allowed");
    expect(judged({ ...none, boundary: nothing }, { Principal: { AWS: roleArn } })).toBe(
      "because no permissions boundary allows the kms:PutKeyPolicy action",
    );
  });

  test("is for policies of roles to decide where the key's policy names the account", () => {
    expect(judged({}, { Principal: account })).toBe("allowed");
    expect(judged(none, { Principal: account })).toBe(
      "because no identity-based policy allows the kms:PutKeyPolicy action",
    );
  });

  test("is refused whatever the role may do where the key's policy names neither", () => {
    const another = { Principal: { AWS: "arn:aws:iam::123456789012:role/other" } };
    const refused = "because no resource-based policy allows the kms:PutKeyPolicy action";
    expect(judged({}, another)).toBe(refused);
    expect(judged({}, { Principal: account, Action: "kms:Decrypt" })).toBe(refused);
    expect(judged({}, { Principal: { Service: "logs.amazonaws.com" } })).toBe(refused);
  });

  test("is refused where the key's policy denies it", () => {
    expect(judged({}, { Principal: account }, { Principal: "*", Effect: "Deny" })).toBe(
      "with an explicit deny in a resource-based policy",
    );
  });
});
