import { expect, test } from "vitest";
import { refusal } from "./refusal";

function reason(text: string): string {
  const { message } = refusal({ hostname: "app.terraform.io", what: "POST /runs", status: 422, text });
  return message.replace("app.terraform.io refuses POST /runs (422): ", "");
}

test.each([
  ["details", { errors: [{ status: "422", title: "invalid attribute", detail: "Name is taken" }] }, "Name is taken"],
  ["titles", { errors: [{ title: "not found", detail: "" }, { title: "twice" }] }, "not found; twice"],
  [
    "a place",
    { errors: [{ title: "invalid", detail: "is long", source: { pointer: "/data/attributes/name" } }] },
    "is long (at /data/attributes/name)",
  ],
  ["plain texts", { errors: ["one", "two"] }, "one; two"],
  ["Rails' own", { status: 500, error: "Internal Server Error" }, "Internal Server Error"],
  ["lines", { errors: ["a\n\n  b"] }, "a b"],
  ["escape codes", { errors: [{ title: "\u001b[31mred\u001b[0m" }] }, "red"],
  ["no errors", { errors: [] }, "without a reason"],
  ["something else", { login: "octocat" }, "without a reason"],
  ["far too much", { errors: ["x".repeat(5000)] }, "x".repeat(1000)],
])("the reason is read from %s", (_, body, text) => {
  expect(reason(JSON.stringify(body))).toBe(text);
});

test.each([
  ["", "without a reason"],
  ["upstream connect error", "without a reason"],
  [
    "<html><head><title>503 Service\n Unavailable\u001b[2K</title></head></html>",
    'a page with the title "503 Service Unavailable", perhaps of a proxy',
  ],
])("the reason is read from what no API answers: %j", (text, words) => {
  expect(reason(text)).toBe(words);
});
