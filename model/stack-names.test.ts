import { expect, test } from "vitest";
import { accountStackName, baseStackName, stackNames } from "./stack-names";

test("names the stacks of an environment in the order in which they are applied", () => {
  expect(stackNames({ name: "staging", account: { name: "shop" } })).toEqual([
    "account-shop",
    "staging-base",
    "staging",
  ]);
});

test("names the stack of an account and of what outlives a runtime", () => {
  expect(accountStackName("shop")).toBe("account-shop");
  expect(baseStackName("staging")).toBe("staging-base");
});
