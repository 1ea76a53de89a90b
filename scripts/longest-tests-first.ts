import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * End-to-end tests mostly wait for terraform: started first, they wait beside the unit tests instead of after them.
 * Among them, those that apply whole environments take the longest.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...(await super.sort(files))].sort((left, right) => rank(left) - rank(right));
  }
}

const longest = ["change", "workflow-commands", "systems/durable", "fixtures", "gate", "rehearsal", "release"].map(
  (name) => `/${name}.e2e.test.ts`,
);

function rank({ moduleId }: TestSpecification): number {
  if (longest.some((name) => moduleId.endsWith(name))) return 0;
  return moduleId.endsWith(".e2e.test.ts") ? 1 : 2;
}
