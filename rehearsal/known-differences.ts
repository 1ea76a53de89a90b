import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { Difference } from "./plan-differences";

/** An attribute that the emulator cannot store, so that a second plan shows it. */
const knownDifferenceSchema = z.strictObject({
  resourceType: z.string(),
  attribute: z.string(),
  /** The API call that moto lacks. */
  missingCall: z.string(),
  /** The emulator's test of that gap. */
  test: z.string(),
});

export type KnownDifference = z.output<typeof knownDifferenceSchema>;

/** More would make "no changes" meaningless. */
const mostKnownDifferences = 10;

export function readKnownDifferences(file: string): readonly KnownDifference[] {
  if (!existsSync(file)) return [];
  return z
    .array(knownDifferenceSchema)
    .max(mostKnownDifferences)
    .parse(JSON.parse(readFileSync(file, "utf8")));
}

/** @returns a sentence for each difference that is not known, and for each known one that is gone */
export function differenceProblems(
  differences: readonly Difference[],
  known: readonly KnownDifference[],
): readonly string[] {
  const unknown = differences.filter((difference) => !known.some((entry) => matches(entry, difference)));
  const unused = known.filter((entry) => !differences.some((difference) => matches(entry, difference)));
  return [
    ...unknown.map(({ address, attribute }) => `a second plan changes ${address}: ${attribute}`),
    ...unused.map(
      ({ resourceType, attribute }) =>
        `emulator/known-differences.json: ${resourceType} ${attribute} is no longer needed; remove the entry`,
    ),
  ];
}

function matches(known: KnownDifference, { type, attribute }: Difference): boolean {
  return known.resourceType === type && known.attribute === attribute;
}
