import { expect, test } from "vitest";
import { costTags, environmentTag, type TagFacts } from "./tags";

const tagFacts = (overrides: Partial<TagFacts> = {}): TagFacts => ({
  stack: "staging-base",
  owner: "platform-team",
  environment: "staging",
  furtherTags: {},
  ...overrides,
});

test("tells who owns a resource, and which stack and environment it belongs to", () => {
  expect(costTags(tagFacts())).toEqual({
    ManagedBy: "slipway",
    Owner: "platform-team",
    Stack: "staging-base",
    Environment: "staging",
  });
});

test("names no environment for what an account has once", () => {
  expect(costTags(tagFacts({ stack: "account-shop", environment: undefined }))).toEqual({
    ManagedBy: "slipway",
    Owner: "platform-team",
    Stack: "account-shop",
  });
});

test("adds further tags, none of which can hide what the cost is tracked by", () => {
  expect(costTags(tagFacts({ furtherTags: { CostCenter: "4711", Environment: "production" } }))).toMatchObject({
    CostCenter: "4711",
    Environment: "staging",
  });
});

test("puts the environment under the tag that the budget filters by", () => {
  expect(costTags(tagFacts())[environmentTag]).toBe("staging");
});
