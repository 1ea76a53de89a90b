import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { leafChanges } from "../../test/helpers/changes/leaf-changes";
import { fixtureFolder, fixtureNames } from "../../test/helpers/fixtures";
import { leavesOf } from "../../test/helpers/leaves";
import { changesDocument, documentFile, readRows } from "./document";

test("the document is what its rows say", () => {
  expect(readFileSync(documentFile, "utf8")).toBe(changesDocument(readRows()));
});

describe.each(fixtureNames)("the fixture %s", (name) => {
  const { account, environment, accountLeaves, environmentLeaves } = leafChanges[name];
  const leavesIn = (file: string) =>
    leavesOf(parse(readFileSync(`${fixtureFolder(name)}/config/${file}.yaml`, "utf8"))).filter((leaf) => leaf !== "");

  test("has another value for each setting", () => {
    expect(Object.keys(accountLeaves).sort()).toEqual([...leavesIn(`accounts/${account}`)].sort());
    expect(Object.keys(environmentLeaves).sort()).toEqual([...leavesIn(`environments/${environment}`)].sort());
  });

  test("has a row for each setting", () => {
    const wanted = [
      ...Object.keys(accountLeaves).map((leaf) => `account.${leaf}`),
      ...Object.keys(environmentLeaves).map((leaf) => `environment.${leaf}`),
    ];
    expect((readRows()[name] ?? []).map(({ leaf }) => leaf).sort()).toEqual(wanted.sort());
  });
});

test("a row says what it was changed to, what became of it, what happens and what that interrupts", () => {
  const row = {
    leaf: "environment.services.agent.port",
    to: 9090,
    outcome: "fails" as const,
    because: "a | b",
    together: [],
    happens: ["in place: aws_ecs_service"],
    interrupts: [],
  };
  expect(changesDocument({ small: [row] })).toContain(
    "| `environment.services.agent.port` | `9090` | fails: a \\| b | in place: aws_ecs_service | nothing |",
  );
});
