import { expect, test } from "vitest";
import { plainDocument, plainText } from "./plain-text";

test.each([
  ["a color", "\u001b[31mred\u001b[0m", "red"],
  ["a line that is wiped", "\u001b[2K\u001b[1Gdone", "done"],
  ["a link", "\u001b]8;;https://example.com\u0007here\u001b]8;;\u0007", "here"],
  ["a title that has no end", "\u001b]0;you", "0;you"],
  ["an escape and a bell", "\u001b[2Kowner\u0007", "owner"],
  ["an escape of one character", "a\u009b2Jb", "ab"],
  ["marks of a log's start and end", "\u0002text\u0003", "text"],
  ["a carriage return", "wrong\rright", "wrongright"],
  ["a turned reading order", "user\u202e\u2066nimda\u2069", "usernimda"],
])("%s is taken out", (_, written, shown) => {
  expect(plainText(written)).toBe(shown);
});

test("what is text stays: lines, tabs, accents and emoji", () => {
  expect(plainText("a\n\tb é 👩‍💻")).toBe("a\n\tb é 👩‍💻");
});

test("a document is plain in its names too, however deep", () => {
  const written = { "na\u0007me": ["\u001b[1mbold\u001b[0m", { deep: "\u0000x" }, 1, null, true] };
  expect(plainDocument(written)).toEqual({ name: ["bold", { deep: "x" }, 1, null, true] });
});
