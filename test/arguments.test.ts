import { describe, expect, test } from "vitest";
import { judged } from "./helpers/arguments/judged";
import { type Mutation, mutationsOf } from "./helpers/arguments/mutations";
import { fixture, fixtureNames } from "./helpers/fixtures";
import { seededRandom } from "./helpers/seeded-random";

const environments = fixtureNames.flatMap((name) => fixture(name).environments);

/** One of each argument, by a seeded choice: `npm run proof:arguments` tries all of them at each block. */
function oneOfEachArgument(mutations: readonly Mutation[]): readonly Mutation[] {
  const random = seededRandom(1);
  const shuffled = mutations
    .map((mutation) => ({ mutation, order: random() }))
    .sort((one, other) => one.order - other.order);
  return [...new Map(shuffled.map(({ mutation }) => [`${mutation.type} ${mutation.path}`, mutation])).values()];
}

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  "in %s",
  (_, environment) => {
    const { template, findings, isFound } = judged(environment);

    test("nothing is found unchanged", () => {
      expect(findings(template)).toEqual([]);
    });

    test("worse arguments are found", () => {
      const passed = oneOfEachArgument(mutationsOf(template)).filter((mutation) => !isFound(mutation));
      expect(passed.map(({ title }) => title)).toEqual([]);
    });
  },
);
