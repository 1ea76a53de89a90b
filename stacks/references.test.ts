import { expect, test } from "vitest";
import { References } from "./references";

const key = { stack: "base", type: "aws_kms_key", key: "alias/shop", attribute: "arn" } as const;
const references = new References();
references.set(key, "arn:of:key");

test("leaves a text as it is, and puts what the stack has in the place of a reference", () => {
  expect(references.texts({ A: "plain", B: { ...key } })).toEqual({ A: "plain", B: "arn:of:key" });
});

test("puts them into the resources of statements, and nothing else", () => {
  const statement = { sid: "Decrypt", actions: ["kms:Decrypt"], conditions: { StringEquals: { a: "b" } } };
  expect(references.statements([{ ...statement, resources: [key, "arn:plain"] }])).toEqual([
    { ...statement, resources: ["arn:of:key", "arn:plain"] },
  ]);
});

test.each([
  ["another attribute", { ...key, attribute: "id" }, "base aws_kms_key alias/shop id"],
  ["another resource", { ...key, key: "alias/other" }, "base aws_kms_key alias/other arn"],
  ["another stack's", { ...key, stack: "account" as const }, "account aws_kms_key alias/shop arn"],
])("fails at %s, which nothing in the stack is", (_, reference, text) => {
  expect(() => references.text(reference)).toThrow(new RangeError(`nothing in this stack is ${text}`));
});
