import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Configuration } from "../config/configuration";
import { type Json, objectOf } from "../model/json";
import { blocksByConstructPath, changedPaths } from "./helpers/construct-blocks";
import { accountFrom, environmentFrom } from "./helpers/environments";
import { fixtureFolder } from "./helpers/fixtures";
import { accountLeaves, environmentLeaves, type LeafRow } from "./helpers/leaf-table";
import { leavesOf, withLeaf, without } from "./helpers/leaves";
import { cloud, stacksOf } from "./helpers/stacks";

const accountSettings: Json = parse(readFileSync(`${fixtureFolder("small")}/config/accounts/shop.yaml`, "utf8"));
const stagingSettings: Json = parse(readFileSync(`${fixtureFolder("small")}/config/environments/staging.yaml`, "utf8"));
/** Another account to move to, as two accounts share nothing. */
const elsewhere = {
  accountId: "210987654321",
  region: "eu-west-1",
  owner: "labs-team",
  terraformCloud: { organization: "shop-labs" },
  repositories: { "shop-agent": {} },
};

const before = blocksByConstructPath(stacksOf(configured(), cloud));

describe("each setting of staging.yaml", () => {
  test("has a row in the table, and each row a setting", () => {
    expect(Object.keys(environmentLeaves).sort()).toEqual([...leavesOf(stagingSettings)].sort());
  });

  test.each(Object.entries(environmentLeaves))("%s changes what its row says", (leaf, row) => {
    expectChanges(configured({ staging: without(withLeaf(stagingSettings, leaf, row.to), row.without ?? []) }), row);
  });
});

describe("each setting of shop.yaml", () => {
  test("has a row in the table, and each row a setting", () => {
    expect(Object.keys(accountLeaves).sort()).toEqual([...leavesOf(accountSettings)].sort());
  });

  test.each(Object.entries(accountLeaves))("%s changes what its row says", (leaf, row) => {
    expectChanges(configured({ account: withLeaf(accountSettings, leaf, row.to) }), row);
  });
});

test("at most six settings may change everything", () => {
  const rows = [...Object.values(environmentLeaves), ...Object.values(accountLeaves)];
  expect(rows.filter(({ changes }) => changes === "everything").length).toBeLessThanOrEqual(6);
});

function configured({ account = accountSettings, staging = stagingSettings } = {}): Configuration {
  const repositories = { ...objectOf(objectOf(account).repositories), "shop-worker": {} };
  const accounts = [accountFrom({ ...objectOf(account), repositories }), accountFrom(elsewhere, "shop-labs")];
  const named = accounts.find(({ name }) => name === objectOf(staging).account);
  if (named === undefined) throw new RangeError("staging is in an account that this test does not know");
  return { accounts, environments: [environmentFrom(staging, named)] };
}

function expectChanges(configuration: Configuration, { changes }: LeafRow): void {
  const changed = changedPaths(before, blocksByConstructPath(stacksOf(configuration, cloud)));
  if (changes === "everything") expect(changed.length).toBeGreaterThan(10);
  else expect(changed).toEqual([...changes].sort());
}
