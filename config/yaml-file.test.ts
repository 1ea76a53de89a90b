import { expect, test } from "vitest";
import { formatFault } from "./diagnostics";
import { readYaml } from "./yaml-file";

const file = "config/environments/staging.yaml";
const lines = (text: string) => readYaml(file, text).faults.map((fault) => formatFault(fault).replace(`${file}:`, ""));
const openQuote = (place: string) =>
  `${place} the quote that opens here is not closed where its text ends; close it there`;
const nested = (depth: number) => `a: ${"[".repeat(depth)}${"]".repeat(depth)}\n`;

test.each([
  ["an empty file", "", "1:1 the file is empty; write its settings as key: value, as docs/config.md says"],
  ["comments alone", "# a\n# b\n", "1:1 the file is empty; write its settings as key: value, as docs/config.md says"],
  ["a text", "shop\n", "1:1 the file is not a mapping; write its settings as key: value, as docs/config.md says"],
  ["a list", "- shop\n", "1:1 the file is not a mapping; write its settings as key: value, as docs/config.md says"],
  ["a tab as indent", "a:\n\tb: 1\n", "2:1 a tab indents this line; use spaces"],
  ["a second document", "a: 1\n---\nb: 2\n", "2:1 a second document begins here; keep one in a file"],
  ["another YAML version", "%YAML 1.1\n---\na: yes\n", "1:1 %YAML is not supported; remove the line"],
  ["an alias", "a: &x 1\nb: { c: *x }\n", "2:9 b.c: aliases are not supported; write the value out"],
  ["an alias of nothing", "a: *x\n", "1:4 a: aliases are not supported; write the value out"],
  [
    "a tag",
    "a: !!binary aGVsbG8=\n",
    "1:13 a: tags are not supported; write the value without one, in quotes if it is text",
  ],
  ["a key of JavaScript's", "a:\n  __proto__: 1\n", "2:3 a.__proto__: this key is not supported; choose another"],
  ["a list as key", "? [a]\n: 1\n", "1:3 a key is plain text; use a name"],
  ["two colons on a line", "a: b: c\n", "1:4 a line holds one key: put a value with a colon in quotes"],
  ["a colon without space", "a:1\nb: 2\n", "1:1 a colon and a space are missing after this key"],
  ["a reserved character", "a: @b\n", "1:4 plain text cannot begin with this character; put it in quotes"],
  ["an unknown escape", 'a: "\\q"\n', "1:5 double quotes do not allow this after a backslash; use single quotes"],
  ["an open quote", 'a: "b\n', openQuote("1:4")],
  ["an open quote before other lines", "a: 'b\nc: 1\n", openQuote("1:4")],
  ["an open quote that the next one closes", "a: 'b\nc: 'd'\ne: 1\n", openQuote("1:4")],
  ["an open quote in a list", 'a: [ "b, "c" ]\n', openQuote("1:6")],
  ["an open quote in a mapping", 'a: { b: "c, d: "e" }\n', openQuote("1:9")],
  ["an open quote of a key", '"a: b\nc: 1\n', openQuote("1:1")],
  ["a quote that closes too early", 'a: "b"c\n', openQuote("1:4")],
  ["a key behind a text in quotes", 'a: "b": c\n', "1:4 a line holds one key: put a value with a colon in quotes"],
  [
    "a comma that is missing",
    "a: [ b\nc: 1 ]\n",
    "2:1 the indentation fits nothing above; align the line with its neighbours, and close every bracket",
  ],
  [
    "an open bracket",
    "a: { b: 1\nc: 2\n",
    "2:1 the indentation fits nothing above; align the line with its neighbours, and close every bracket",
  ],
  [
    "text after a list",
    "- a\nb: 1\n",
    "2:1 this is not valid YAML; check quotes, brackets and indentation here and above",
  ],
])("refuses %s at its place", (_, text, line) => {
  expect(lines(text)).toEqual([line]);
});

test("counts the lines that an open quote leads over", () => {
  expect(lines('"a: "b"\nc: 1\nd: *x\n')).toEqual([
    openQuote("1:1"),
    "3:4 d: aliases are not supported; write the value out",
  ]);
});

test("refuses what is nested beyond reason, however deep it is", () => {
  const message = "the file is nested too deeply; no setting needs that";
  expect(lines(nested(40))).toEqual([]);
  expect(lines(nested(100))).toEqual([expect.stringContaining(message)]);
  expect(lines(nested(20_000))).toEqual([`1:504 ${message}`]);
  expect(lines(`a:\n  ${"- ".repeat(20_000)}b\n`)).toEqual([`2:3 ${message}`]);
});

test("refuses what is longer than anybody writes before it is understood", () => {
  const settings = (count: number) => `a: [${"b, ".repeat(count)}]\n`;
  expect(lines(`${settings(249)}c: 1\n`)).toEqual([]);
  expect(lines(settings(251))).toEqual(["1:4 a: 251 entries; a list or mapping has at most 250"]);
  expect(lines(settings(60_000))).toEqual([
    "1:6000 the file goes on from here beyond what is read; about 800 settings are",
  ]);
});

test("refuses an anchors bomb at once", () => {
  const levels = Array.from({ length: 30 }, (_, level) => `l${level + 1}: &l${level + 1} [*l${level}, *l${level}]`);
  expect(lines(`l0: &l0 lol\n${levels.join("\n")}\n`)).toHaveLength(60);
});

test("names every key that is written twice, and still reads the file", () => {
  const reading = readYaml(file, "a: 1\nb: { c: 1, c: 2 }\na: 3\n");
  expect(reading.faults.map(formatFault)).toEqual([
    `${file}:2:12 b.c: the key is written twice; keep one of both`,
    `${file}:3:1 a: the key is written twice; keep one of both`,
  ]);
  expect(reading.content?.value).toEqual({ a: 3, b: { c: 2 } });
});

test("never quotes the text of a file that it cannot read", () => {
  const secret = "AKIAIOSFODNN7EXAMPLE";
  for (const text of [
    `- a\n${secret}: 1\n`,
    `a: "${secret}\n`,
    `a: *${secret}\n`,
    `a: !${secret} b\n`,
    `{ ${secret}`,
  ]) {
    expect(lines(text).join("\n")).not.toContain(secret);
    expect(lines(text)).not.toEqual([]);
  }
});

test("finds values, keys and entries of lists, in blocks and in flow mappings", () => {
  const { content } = readYaml(file, "a:\n  b: { c: [x, y] }\n  d:\n    - 1\n    - e: 2\n");
  const place = (path: readonly (string | number)[], at: "key" | "value") => {
    const position = content?.positionOf(path, at);
    return `${position?.line}:${position?.column}`;
  };
  expect(place(["a", "b", "c", 1], "value")).toBe("2:15");
  expect(place(["a", "b", "c"], "key")).toBe("2:8");
  expect(place(["a", "d", 1, "e"], "value")).toBe("5:10");
  expect(place(["a", "d", 1, "e"], "key")).toBe("5:7");
});

test("points at the nearest key above a setting that is missing, or else at the first key", () => {
  const { content } = readYaml(file, "# note\na:\n  b: { c: 1 }\n");
  expect(content?.positionOf(["a", "b", "x", "y"], "value")).toEqual({ line: 3, column: 3 });
  expect(content?.positionOf(["a", "b", "c", "d"], "value")).toEqual({ line: 3, column: 8 });
  expect(content?.positionOf(["x"], "value")).toEqual({ line: 2, column: 1 });
});

test("counts lines the same where they end as on Windows", () => {
  const { content } = readYaml(file, "a: 1\r\nb:\r\n  c: 2\r\n");
  expect(content?.positionOf(["b", "c"], "value")).toEqual({ line: 3, column: 6 });
});

test("knows the text of a number as it was written", () => {
  const { content } = readYaml(file, "a: 012345678901\nb: {}\n");
  expect(content?.sourceOf(["a"])).toBe("012345678901");
  expect(content?.sourceOf(["b"])).toBeUndefined();
  expect(content?.sourceOf(["c"])).toBeUndefined();
});
