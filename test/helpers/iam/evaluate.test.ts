import { describe, expect, test } from "vitest";
import { conditionsHold } from "./conditions";
import { isAllowed, opensRole, policyOf } from "./evaluate";

const policy = (...statements: readonly object[]) =>
  policyOf(
    JSON.stringify({
      Version: "2012-10-17",
      Statement: statements.map((statement, index) => ({ Sid: `S${index}`, Effect: "Allow", ...statement })),
    }),
  );
const everything = policy({ Action: "*", Resource: "*" });

describe("conditions", () => {
  test.each([
    [{ StringEquals: { "a:b": ["x", "y"] } }, { "a:b": "y" }, true],
    [{ StringEquals: { "a:b": "x" } }, { "a:b": "X" }, false],
    [{ StringEquals: { "a:b": "x*" } }, { "a:b": "xy" }, false],
    [{ StringEquals: { "a:b": "x" } }, {}, false],
    [{ StringEquals: { "A:B": "x" } }, { "a:b": "x" }, true],
    [{ StringEquals: { "a:b": "x", "a:c": "y" } }, { "a:b": "x" }, false],
    [{ StringEqualsIfExists: { "a:b": "x" } }, {}, true],
    [{ StringEqualsIfExists: { "a:b": "x" } }, { "a:b": "y" }, false],
    [{ StringNotEquals: { "a:b": "x" } }, {}, true],
    [{ StringNotEquals: { "a:b": "x" } }, { "a:b": "x" }, false],
    [{ ArnLike: { "a:b": "arn:?:*" } }, { "a:b": "arn:x:yz" }, true],
    [{ "ForAllValues:StringLike": { "a:b": ["x", "*.x"] } }, { "a:b": ["x", "y.x"] }, true],
    [{ "ForAllValues:StringLike": { "a:b": ["x", "*.x"] } }, { "a:b": ["x", "y"] }, false],
    [{ "ForAllValues:StringLike": { "a:b": "x" } }, {}, true],
    [{ Null: { "a:b": "true" } }, {}, true],
    [{ Null: { "a:b": "false" } }, {}, false],
    [{ StringEquals: { "a:b": "${a:c}" } }, { "a:b": "x", "a:c": "x" }, true],
    [{ StringEquals: { "a:b": "${a:c}" } }, { "a:b": "x" }, false],
  ])("%j of %j: %s", (conditions, context, holds) => {
    expect(conditionsHold(conditions, context)).toBe(holds);
  });

  test("an operator that nobody evaluates is an error, and no silent pass", () => {
    expect(() => conditionsHold({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } }, {})).toThrow(
      "IpAddress is not evaluated",
    );
  });
});

describe("permissions", () => {
  const read = { action: "s3:GetObject", resource: "arn:aws:s3:::logs/today" };

  test("need an allowing statement that names action and resource", () => {
    const own = policy({ Action: "s3:getobject", Resource: "arn:aws:s3:::logs/*" });
    expect(isAllowed({ policies: [own], boundary: everything }, read)).toBe(true);
    expect(
      isAllowed({ policies: [own], boundary: everything }, { ...read, resource: "arn:aws:s3:::state/today" }),
    ).toBe(false);
    expect(isAllowed({ policies: [own], boundary: everything }, { ...read, action: "s3:PutObject" })).toBe(false);
    expect(isAllowed({ policies: [], boundary: everything }, read)).toBe(false);
  });

  test("a denying statement wins over every allowing one", () => {
    const denying = policy({ Effect: "Deny", Action: "s3:*", Resource: "*" });
    expect(isAllowed({ policies: [everything, denying], boundary: everything }, read)).toBe(false);
  });

  test("a boundary limits what a policy allows", () => {
    const boundary = policy({ Action: "ec2:*", Resource: "*" });
    expect(isAllowed({ policies: [everything], boundary }, read)).toBe(false);
  });
});

describe("trust", () => {
  const trust = policy({
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: "example.com" },
    Condition: { StringEquals: { "example.com:sub": "me" } },
  });
  const same = (principal: string) => principal;

  test("needs a token of the provider with the claims", () => {
    expect(opensRole(trust, same, { issuer: "example.com", claims: { sub: "me" } })).toBe(true);
    expect(opensRole(trust, same, { issuer: "example.com", claims: { sub: "you" } })).toBe(false);
    expect(opensRole(trust, same, { issuer: "example.org", claims: { sub: "me" } })).toBe(false);
  });

  test("does not see claims that STS does not hand on", () => {
    const custom = policy({
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: "example.com" },
      Condition: { StringEquals: { "example.com:ref": "main" } },
    });
    expect(opensRole(custom, same, { issuer: "example.com", claims: { ref: "main" } })).toBe(false);
  });
});
