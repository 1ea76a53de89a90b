import { lifecycleSelections } from "../../../model/image-lifecycle";
import { isObject, type Json, type JsonObject, objectsOf, parseJson } from "../../../model/json";
import type { Rule } from "../../rule";
import { referencesIn, resourcesOfType } from "../../template";

export const releasedImagesKept: Rule = {
  id: "released-images-kept",
  severity: "HIGH",
  title: "A repository forgets what nobody released, and nothing else",
  why: "an image that is expired while tasks run from it cannot be started again; scanners ask only whether there is a policy",
  evaluate: (template, plans) => {
    const repositories = resourcesOfType(template, "aws_ecr_repository");
    const planned = plans.flatMap(({ account }) => account.repositories);
    return resourcesOfType(template, "aws_ecr_lifecycle_policy").flatMap((resource) => {
      const [address] = referencesIn(resource.body.repository);
      const repository = repositories.find((known) => known.address === address)?.body.name;
      const plan = planned.find(({ name }) => name === repository);
      const expected = plan === undefined ? [] : lifecycleSelections(plan);
      if (plan !== undefined && isAsMeant(resource.body.policy, expected)) return [];
      return [
        {
          resource,
          message: "the repository's lifecycle is not the one that keeps what was released",
          remedy: `expire by these alone, in this order: ${JSON.stringify(expected)}`,
        },
      ];
    });
  },
};

/** The first rule that an image matches is the only one that it can expire by. */
function isAsMeant(policy: Json | undefined, expected: readonly JsonObject[]): boolean {
  const rules = rulesOf(policy);
  return (
    rules.length === expected.length &&
    rules.every(
      ({ rulePriority, selection }, index) =>
        rulePriority === index + 1 && sorted(selection) === sorted(expected[index]),
    )
  );
}

function rulesOf(policy: Json | undefined) {
  try {
    const read = typeof policy === "string" ? parseJson(policy) : null;
    return isObject(read) ? objectsOf(read.rules) : [];
  } catch {
    return [];
  }
}

function sorted(value: Json | undefined): string {
  return JSON.stringify(
    isObject(value) ? Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)) : value,
  );
}
