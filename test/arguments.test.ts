import { expect, test } from "vitest";
import { type Judged, judged } from "./helpers/arguments/judged";
import { type Mutation, mutationsOf } from "./helpers/arguments/mutations";
import { fixture, synthesizedFixtureNames } from "./helpers/fixtures";
import { seededRandom } from "./helpers/seeded-random";

const environments = synthesizedFixtureNames.flatMap((name) => fixture(name).environments);
const stacks = environments.map((environment) => ({ name: environment.name, ...judged(environment) }));

interface Attempt extends Pick<Judged, "isFound"> {
  readonly mutation: Mutation;
  readonly order: number;
}

/** One of each argument, by a seeded choice: `npm run proof:arguments` tries all of them at each block. */
function oneOfEachArgument(): readonly Attempt[] {
  const random = seededRandom(1);
  const attempts = stacks
    .flatMap(({ template, isFound }) =>
      mutationsOf(template).map((mutation) => ({ mutation, isFound, order: random() })),
    )
    .sort((one, other) => one.order - other.order);
  return [
    ...new Map(attempts.map((attempt) => [`${attempt.mutation.type} ${attempt.mutation.path}`, attempt])).values(),
  ];
}

test.each(stacks)("nothing is found in $name unchanged", ({ template, findings }) => {
  expect(findings(template)).toEqual([]);
});

test("worse arguments are found", () => {
  const attempts = oneOfEachArgument();
  expect(attempts.length).toBeGreaterThan(350);
  expect(attempts.flatMap(({ mutation, isFound }) => (isFound(mutation) ? [] : mutation.title))).toEqual([]);
});
