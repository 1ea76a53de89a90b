import fc from "fast-check";
import { expect, test } from "vitest";
import { type PolicyStatement, policyDocument } from "../iam-policy";
import { managedPolicyCharacters, packed } from "./policy-size";

const statement: fc.Arbitrary<PolicyStatement> = fc
  .record({ sid: fc.stringMatching(/^[A-Z][A-Za-z]{3,12}$/), count: fc.integer({ min: 1, max: 90 }) })
  .map(({ sid, count }) => ({
    sid,
    actions: Array.from({ length: count }, (_, index) => `ec2:DescribeNetworkInterfaces${index}`),
    resources: ["*"],
  }));
const statements = fc.array(statement, { maxLength: 30 });

test("every statement is in one policy, in its order, and none is filled beyond what it is given", () => {
  fc.assert(
    fc.property(statements, (all) => {
      const policies = packed(all);
      expect(policies.flat()).toEqual(all);
      expect(policies.filter((policy) => policyDocument(policy).length > managedPolicyCharacters)).toEqual([]);
    }),
    { numRuns: 100, seed: 1 },
  );
});

test("what is added moves nothing that stands before it", () => {
  fc.assert(
    fc.property(statements, statement, (all, added) => {
      const before = packed(all);
      const after = packed([...all, added]);
      expect(after.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1));
      expect(after.length - before.length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 100, seed: 1 },
  );
});

test("a statement that no policy holds is refused", () => {
  const long = { sid: "Everything", actions: ["ec2:DescribeVpcs"], resources: ["x".repeat(5000)] };
  expect(() => packed([long])).toThrow("Everything is longer than the 4915 characters that a policy is given");
});
