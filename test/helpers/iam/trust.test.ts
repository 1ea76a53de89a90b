import { expect, test } from "vitest";
import { opensRole, trustPolicyOf } from "./trust";

const trust = (claim: string, value: string) =>
  trustPolicyOf(
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AssumedByToken",
          Effect: "Allow",
          Principal: { Federated: "example.com" },
          Action: ["sts:AssumeRoleWithWebIdentity"],
          Condition: { StringEquals: { [`example.com:${claim}`]: value } },
        },
      ],
    }),
  );
const same = (principal: string) => principal;

test("a role needs a token of its provider with the claims", () => {
  const opens = (issuer: string, sub: string) => opensRole(trust("sub", "me"), same, { issuer, claims: { sub } });
  expect(opens("example.com", "me")).toBe(true);
  expect(opens("example.com", "you")).toBe(false);
  expect(opens("example.org", "me")).toBe(false);
});

test("claims that STS does not hand on are not seen", () => {
  expect(opensRole(trust("ref", "main"), same, { issuer: "example.com", claims: { ref: "main" } })).toBe(false);
});
