import { expect, test } from "vitest";
import { andList, orList } from "./wording";

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a or b"],
  [[512, 1024, 2048], "512, 1024 or 2048"],
])("%j reads %j", (values, text) => {
  expect(orList(values)).toBe(text);
});

test.each([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c"], "a, b and c"],
])("%j counts %j", (values, text) => {
  expect(andList(values)).toBe(text);
});
