import { describe, expect, test } from "vitest";
import { partDesigned } from "../checks/designed-findings";
import { argumentAsMeant } from "../checks/rules/arguments/argument-as-meant";
import { runRules } from "../checks/run-rules";
import { seenFindings } from "../checks/seen-finding";
import { joinTemplates, parseTemplate } from "../checks/template";
import type { Environment } from "../config/schema/environment";
import { planEnvironment } from "../model/plan/environment-plan";
import { type Mutation, mutationsOf, withMutation } from "./helpers/arguments/mutations";
import { fixture, fixtureNames } from "./helpers/fixtures";
import { cloud, configurationOf, stacksOf, terraformJsonWithPaths } from "./helpers/stacks";

const environments = fixtureNames.flatMap((name) => fixture(name).environments);

function made(environment: Environment) {
  const stacks = stacksOf(configurationOf(environment), cloud);
  const template = joinTemplates(stacks.map((stack) => parseTemplate(terraformJsonWithPaths(stack))));
  const designs = stacks.flatMap((stack) => stack.designs());
  const plans = [planEnvironment(environment)];
  const findingsIn = (changed: typeof template) =>
    partDesigned(seenFindings(runRules(changed, plans), changed), designs).findings;
  /** No reason beside a construct covers what the table says. */
  const isFound = (changed: typeof template) =>
    argumentAsMeant.evaluate(changed, plans).length > 0 || findingsIn(changed).length > 0;
  return { template, findingsIn, isFound };
}

/** At one block each: `npm run proof:arguments` does it at all of them. */
function oneOfEachKind(mutations: readonly Mutation[]): readonly Mutation[] {
  return [
    ...new Map(mutations.map((mutation) => [`${mutation.type} ${mutation.path} ${mutation.what}`, mutation])).values(),
  ];
}

describe.each(environments.map((environment) => [environment.name, environment] as const))(
  "in %s",
  (_, environment) => {
    const { template, findingsIn, isFound } = made(environment);

    test("nothing is found unchanged", () => {
      expect(findingsIn(template)).toEqual([]);
    });

    test("worse arguments are found", () => {
      const passed = oneOfEachKind(mutationsOf(template)).filter(
        (mutation) => !isFound(withMutation(template, mutation)),
      );
      expect(passed.map(({ title }) => title)).toEqual([]);
    });
  },
);
