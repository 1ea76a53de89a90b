import type { RehearsalResult } from "../rehearsal/result";

/** The provider that rehearsed, and what deploys to AWS; stacks of the same are named together. */
export function providerLines({
  environment,
  provider,
}: Pick<RehearsalResult, "environment" | "provider">): readonly string[] {
  const deployed = provider.deployedWith.map(({ stack, range, locked }) => ({
    stack,
    by:
      locked === undefined
        ? `the newest of ${range}, until a lock file names one: npx slipway lock ${environment}`
        : `${locked}, as its lock file says`,
  }));
  const stacksOf = (provider: string) => deployed.filter(({ by }) => by === provider).map(({ stack }) => stack);
  return [
    `provider        ${provider.rehearsedWith}`,
    ...[...new Set(deployed.map(({ by }) => by))].map((by) => `to be deployed  ${stacksOf(by).join(", ")}: by ${by}`),
  ];
}
