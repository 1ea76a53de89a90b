import { describe, expect, test } from "vitest";
import { blockProblem, blockSize, cidrProblem, formatCidr, isPublicBlock, overlaps, parseCidr } from "./cidr";

const block = (text: string) => {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no block`);
  return parsed;
};

test.each(["10.1.0.0/16", "0.0.0.0/0", "255.255.255.255/32", "172.31.128.0/20"])(
  "%s is read and written back",
  (text) => {
    expect(formatCidr(block(text))).toBe(text);
  },
);

test.each([
  "",
  "10.1.0.0",
  "10.1.0/16",
  "10.1.0.0/33",
  "256.1.0.0/16",
  "10.1.0.0/",
  "10.01.0.0/16",
  "10.1.0.0/016",
  "::1/64",
])("%j is no IPv4 block", (text) => {
  expect(parseCidr(text)).toBeUndefined();
  expect(cidrProblem(text)).toContain("is not an IPv4 block; use one such as 10.1.0.0/16");
});

test("a block of prefix length n has two to the power of what is left", () => {
  expect([16, 22, 32].map((length) => blockSize(block(`10.0.0.0/${length}`)))).toEqual([65536, 1024, 1]);
});

test.each([
  ["10.1.0.0/16", "10.1.128.0/17", true],
  ["10.1.0.0/17", "10.1.128.0/17", false],
  ["10.0.0.0/8", "10.255.255.255/32", true],
  ["10.1.0.0/16", "10.2.0.0/16", false],
])("%s and %s overlap: %s", (left, right, expected) => {
  expect(overlaps(block(left), block(right))).toBe(expected);
  expect(overlaps(block(right), block(left))).toBe(expected);
});

describe("the block of a VPC", () => {
  test.each(["10.1.0.0/16", "10.255.252.0/22", "172.16.0.0/16", "172.31.0.0/16", "192.168.0.0/16"])(
    "may be %s",
    (text) => {
      expect(cidrProblem(text)).toBeUndefined();
    },
  );

  test.each([
    ["10.1.0.1/16", "10.1.0.1/16 has bits set behind its mask; did you mean 10.1.0.0/16?"],
    ["10.1.0.0/15", "10.1.0.0/15 has bits set behind its mask; did you mean 10.0.0.0/15?"],
    ["10.0.0.0/15", "/15 does not fit a VPC with two public and two private subnets; use /16 to /22"],
    ["10.0.0.0/23", "/23 does not fit a VPC with two public and two private subnets; use /16 to /22"],
    [
      "172.32.0.0/16",
      "172.32.0.0/16 is not a private range; use a block in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16",
    ],
    ["172.17.0.0/16", "172.17.0.0/16 overlaps 172.17.0.0/16, Docker's bridge network; choose another block"],
  ])("is not %s", (text, problem) => {
    expect(cidrProblem(text)).toBe(problem);
  });
});

test.each([
  ["0.0.0.0/0", true],
  ["0.0.0.0/1", true],
  ["52.0.0.0/8", true],
  ["172.0.0.0/8", true],
  ["10.0.0.0/7", true],
  ["10.0.0.0/8", false],
  ["172.16.4.0/24", false],
  ["192.168.1.1/32", false],
  ["${data.aws_subnet.tasks.cidr_block}", false],
])("%s: addresses of the internet %s", (text, isPublic) => {
  expect(isPublicBlock(text)).toBe(isPublic);
});

describe("a block of addresses", () => {
  test.each(["0.0.0.0/0", "10.0.0.0/8", "172.17.0.0/16", "203.0.113.7/32"])("may be %s, public or not", (text) => {
    expect(blockProblem(text)).toBeUndefined();
  });

  test.each([
    ["10.1.0.0", "10.1.0.0 is not an IPv4 block; use one such as 10.1.0.0/16"],
    ["db.example.com", "db.example.com is not an IPv4 block; use one such as 10.1.0.0/16"],
    ["::/0", "::/0 is not an IPv4 block; use one such as 10.1.0.0/16"],
    ["10.1.2.3/24", "10.1.2.3/24 has bits set behind its mask; did you mean 10.1.2.0/24?"],
  ])("is not %s", (text, problem) => {
    expect(blockProblem(text)).toBe(problem);
  });
});
