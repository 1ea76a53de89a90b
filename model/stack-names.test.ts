import { expect, test } from "vitest";
import { accountStackName, baseStackName, stackNames } from "./stack-names";

test("names the stacks of an environment in the order in which they are applied", () => {
  expect(stackNames({ name: "staging", account: { name: "lornu" } })).toEqual([
    "account-lornu",
    "staging-base",
    "staging",
  ]);
});

test("names the stack of an account and of what outlives a runtime", () => {
  expect(accountStackName("lornu")).toBe("account-lornu");
  expect(baseStackName("staging")).toBe("staging-base");
});
