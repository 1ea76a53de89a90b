/** What somebody, or another program, may write in a setting's place. */
const numbers = [
  ...["0", "-0", "-1", "1", "63", "64", "255", "256", "1024", "65535", "65536", "2147483647", "2147483648"],
  ...["9007199254740993", "1e99", "8.08e3", "0x1F90", "0o17", "017620", "1_000", "0.5", "1.0", "+1", ".inf", "-.inf"],
  ...[".nan", "1.7976931348623157e309", "123456789012"],
] as const;

const words = [
  ...["null", "~", "true", "false", "yes", "no", "on", "off", "=", "<<", "2026-11-22", "1:30", "1:30:00"],
  ...["0.0.0.0/0", "10.1.0.0/33", "::/0", "*", "arn:aws:iam::aws:policy/AdministratorAccess", "staging", "shop"],
  ...["constructor", "__proto__", "toString", "https://accounts.google.com", "a@b", "..", "/", "aws:x", "web"],
] as const;

const texts = [
  ...['""', "''", '" "', '"\\t"', '"\\0"', '"\\u202E"', '"\\uD800"', '"\\x07"', '"\\q"', '"12"', "'it''s'"],
  ...['"${file(\\"x\\")}"', "'%{ if true }x%{ endif }'", '"a\\nb"', "|\n  a\n  b\n", ">-\n  a\n\n  b\n", "|9\n a\n"],
  ...["日本語", "🙂", "é", "\u00a0", "a # b", "a: b", "- a", "@a", "`a`", "%a", "&a", "*a", "!a", "? a"],
] as const;

const collections = [
  ...["[]", "{}", "[null]", "[[]]", "[{}]", "{ a: 1 }", "{ kind: web }", "{ kind: 1 }", "{ kind: }", "{ a }"],
  ...["{ existing: x }", "{ arn: x, existing: y }", "{ cidr: 10.1.0.0/16, existingVpc: {} }", "[a, a]", "{ 1: a }"],
  ...["{ ? [a] : b }", "{ __proto__: { a: 1 } }", "{ constructor: { prototype: {} } }", "{ '': '' }"],
] as const;

const long = [300, 2_000, 20_000].flatMap((length) =>
  ["a", "a-", "9", "日", "%", "Aa1/"].map((of) => of.repeat(length)),
);

const nested = [20, 63, 64, 65, 499, 501, 4_000].flatMap((depth) => [
  "[".repeat(depth) + "]".repeat(depth),
  `${"{ a: ".repeat(depth)}1${" }".repeat(depth)}`,
  `\n${"- ".repeat(depth)}a`,
  `\n${Array.from({ length: Math.min(depth, 100) }, (_, level) => `${" ".repeat(level + 8)}a:\n`).join("")}`,
]);

const huge = [51, 101, 250, 1_000, 4_000].flatMap((count) => {
  const each = (of: (index: number) => string) => Array.from({ length: count }, (_, index) => of(index)).join(", ");
  return [
    `[${each(() => "a")}]`,
    `[${each((index) => `10.0.${index}.0/24`)}]`,
    `[${each(() => "{ host: a.example.com }")}]`,
    `{ ${each((index) => `key-${index}: ${index}`)} }`,
    `{ ${each((index) => `KEY_${index}: text`)} }`,
  ];
});

export const oddValues = { numbers, words, texts, collections, long, nested, huge } as const;

export const oddKeys = [
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "then", "''", '""', "1", "null", "true", "<<", "? a"],
  ...["[a]", "{ a: b }", "a b", "a.b", "a[0]", "é", '"\\0"', "&a b", "!!str a", "a:", "kind", "name", "services"],
] as const;

/** Put between two characters, wherever that is. */
export const insertions = [
  ...["\u0000", "\u0007", "\u001b[31m", "\u0085", "\u2028", "\u200b", "\u202e", "\ufeff", "\ufffe", "\u{1f642}"],
  ...["\t", " ", "  ", "\n", "\n\n", "\r", "\r\n", "\n\t", "\n---\n", "\n...\n", "\n%YAML 1.1\n---\n", "\n%TAG ! x\n"],
  ...["'", '"', "`", "[", "]", "{", "}", ",", ":", ": ", "- ", "? ", "#", " # ", "|", ">", "%", "@", "\\"],
  ...["&a ", "*a", "*a ", "<<: *a\n", "!!str ", "!!binary ", "!!int ", "!!set ", "!x ", "!<tag:a,2026:b> ", "!!js/x "],
] as const;
