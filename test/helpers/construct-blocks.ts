import { parseTemplate } from "../../checks/template";
import type { AwsStack } from "../../stacks/aws-stack";
import { terraformJsonWithPaths } from "./stacks";

/**
 * Every block of the stacks by where the program made it: `staging-base/network/vpc`; what no construct path leads to by its
 * own name: `staging/output.url`.
 */
export function blocksByConstructPath(stacks: readonly AwsStack[]): ReadonlyMap<string, string> {
  return new Map(
    stacks.flatMap((stack) => {
      const { resources, dataSources, settings } = parseTemplate(terraformJsonWithPaths(stack));
      return [
        ...[...resources, ...dataSources].map(
          ({ constructPath, body }) => [constructPath, JSON.stringify(body)] as const,
        ),
        ...settings.map(({ address, body }) => [`${stack.node.id}/${address}`, JSON.stringify(body)] as const),
      ];
    }),
  );
}

/** Construct paths of what was added, removed or changed, sorted. */
export function changedPaths(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .sort();
}
