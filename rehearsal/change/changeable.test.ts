import { describe, expect, test } from "vitest";
import { anAccount, anEnvironment } from "../../test/helpers/environments";
import { assertChangeable } from "./changeable";

const before = anEnvironment();
const way =
  "deploy an environment of another name and namePrefix beside it, move the clients there, and remove the old one by its own file";

describe("an environment is not changed", () => {
  test.each([
    [
      "to another account",
      anEnvironment({}, anAccount({ accountId: "210987654321" })),
      "staging was in account shop (123456789012, us-east-1) and is now in account shop (210987654321, us-east-1), where nothing of it is",
    ],
    [
      "to another prefix",
      anEnvironment({ namePrefix: "shop-next" }),
      `staging: namePrefix was shop-staging and is now shop-next; the roles lose their rights on what has the old name before it is removed: ${way}`,
    ],
    [
      "to another cluster",
      anEnvironment({ cluster: { name: "Shop" } }),
      "cluster.name was shop-staging and is now Shop",
    ],
    [
      "to another scheme",
      anEnvironment({ loadBalancer: { scheme: "internal" } }),
      `loadBalancer.scheme was internet-facing and is now internal; AWS makes another load balancer for that, and nobody is answered meanwhile: ${way}`,
    ],
  ])("%s", (_, now, text) => {
    expect(() => assertChangeable(before, now)).toThrow(text);
  });
});

test("what stays, and what was not there before, is no obstacle", () => {
  expect(() => assertChangeable(before, anEnvironment({ budget: { monthlyUsd: 200 } }))).not.toThrow();
  expect(() => assertChangeable({ ...before, services: {} }, before)).not.toThrow();
});
