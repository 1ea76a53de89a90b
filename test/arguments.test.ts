import { describe, expect, test } from "vitest";
import { judged } from "./helpers/arguments/judged";
import { type Mutation, mutationsOf } from "./helpers/arguments/mutations";
import { fixture, fixtureNames } from "./helpers/fixtures";

const environments = fixtureNames.flatMap((name) => fixture(name).environments);

/** At one block each: `npm run proof:arguments` does it at all of them. */
function oneOfEachKind(mutations: readonly Mutation[]): readonly Mutation[] {
  const kinds = mutations.map((mutation) => [`${mutation.type} ${mutation.path} ${mutation.what}`, mutation] as const);
  return [...new Map(kinds).values()];
}

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  "in %s",
  (_, environment) => {
    const { template, findings, isFound } = judged(environment);

    test("nothing is found unchanged", () => {
      expect(findings(template)).toEqual([]);
    });

    test("worse arguments are found", () => {
      const passed = oneOfEachKind(mutationsOf(template)).filter((mutation) => !isFound(mutation));
      expect(passed.map(({ title }) => title)).toEqual([]);
    });
  },
);
