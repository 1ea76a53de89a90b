import { expect, test } from "vitest";
import type { Prerequisite } from "../prerequisites";
import { united } from "./seed-both";

test("what both ends of a change expect is there once, with all that either asks of it", () => {
  const find = { name: "shared/token" } as const;
  const before: readonly Prerequisite[] = [
    { kind: "zone", name: "example.com" },
    { kind: "secret", shown: "shared/token", find, keys: ["user"] },
    { kind: "image", repository: "shop-agent", parameters: ["/a", "/b"] },
  ];
  const now: readonly Prerequisite[] = [
    { kind: "zone", name: "example.com" },
    { kind: "zone", name: "example.org" },
    { kind: "secret", shown: "shared/token", find, keys: ["password"] },
    { kind: "image", repository: "shop-agent", parameters: ["/b"] },
  ];
  expect(united([...before, ...now])).toEqual([
    { kind: "zone", name: "example.com" },
    { kind: "secret", shown: "shared/token", find, keys: ["user", "password"] },
    { kind: "image", repository: "shop-agent", parameters: ["/a", "/b"] },
    { kind: "zone", name: "example.org" },
  ]);
});
