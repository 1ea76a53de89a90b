import { describe, expect, test } from "vitest";
import { loadEnvironment } from "../../config/load";
import { environmentYaml, faultLines, stagingFolder, withPart } from "./configuration-folder";

/** What is written instead of a part of the valid file, the fault it gives, and a neighbour that is accepted. */
export interface BadInput {
  readonly part: string;
  readonly bad: string;
  /** LINE:COLUMN PATH: MESSAGE */
  readonly fault: string;
  readonly good: string;
}

export function testBadInputs(inputs: Readonly<Record<string, BadInput>>): void {
  describe.each(Object.entries(inputs))("%s", (_, { part, bad, fault, good }) => {
    test("is refused at its place, with what is allowed", () => {
      const root = stagingFolder(withPart(environmentYaml, part, bad));
      expect(faultLines(() => loadEnvironment(root, "staging"))).toEqual([`config/environments/staging.yaml:${fault}`]);
    });

    test("has a neighbour that is accepted", () => {
      const root = stagingFolder(withPart(environmentYaml, part, good));
      expect(faultLines(() => loadEnvironment(root, "staging"))).toEqual([]);
    });
  });
}
