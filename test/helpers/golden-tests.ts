import { describe, expect, test } from "vitest";
import { loadConfiguration } from "../../config/load";
import { type GoldenProject, goldenFiles, readGolden } from "./golden";
import {
  heldAddresses,
  lostAddresses,
  readStatefulAddresses,
  statefulStacks,
  updatedAddresses,
} from "./stateful-addresses";

/** Holds the stacks of a project to its golden files, and what holds data to its addresses. */
export function goldenTests(project: GoldenProject): void {
  const configuration = loadConfiguration(project.root);

  describe("golden files", () => {
    const files = goldenFiles(configuration);
    const golden = readGolden(project);

    test("there is one for each stack and target, and no other", () => {
      expect([...golden.keys()].sort()).toEqual([...files.keys()].sort());
    });

    test.each([...files])("%s is what its stack synthesizes to", (name, json) => {
      expect(json, "meant so? npm run golden writes it anew; read the difference").toBe(golden.get(name));
    });
  });

  describe("what must not be lost", () => {
    const stacks = statefulStacks(configuration);
    const held = heldAddresses(project);

    test("is still at the address that it was made at", () => {
      expect(lostAddresses(held, stacks, project)).toEqual([]);
    });

    test("is all on the list", () => {
      expect(updatedAddresses(held, stacks), "npm run golden adds what is new").toEqual(readStatefulAddresses(project));
    });
  });
}
