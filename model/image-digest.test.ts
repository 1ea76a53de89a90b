import { expect, test } from "vitest";
import { digestPattern, unreleasedDigest } from "./image-digest";

const pattern = new RegExp(digestPattern);
const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

test("takes a SHA-256 digest", () => {
  expect(digest).toMatch(pattern);
});

test.each([
  ["what a parameter holds before the first release", unreleasedDigest],
  ["a tag", "latest"],
  ["a digest without its algorithm", digest.slice("sha256:".length)],
  ["another algorithm", digest.replace("sha256", "sha512")],
  ["a digest that is cut", digest.slice(0, -1)],
  ["a digest that is too long", `${digest}0`],
  ["upper-case digits, which registries refuse", digest.toUpperCase().replace("SHA256", "sha256")],
  ["an image around the digest", `shop-agent@${digest}`],
])("takes %s for no digest", (_, value) => {
  expect(value).not.toMatch(pattern);
});

test("means the same in Terraform, whose strings read backslashes and dollar braces", () => {
  expect(digestPattern).not.toMatch(/\\|\$\{|%\{|"/);
});
