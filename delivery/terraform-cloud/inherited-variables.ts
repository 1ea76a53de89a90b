import { refusal } from "./refused-variables";
import type { Obstacle } from "./workspace-facts";
import type { RunVariables, Variable, VariableSet } from "./workspace-variables";
import type { WantedWorkspace } from "./workspace-wanted";

/** What reaches a workspace's runs from elsewhere and stands beside their two roles, or takes their place. */
export function inheritedObstacles(wanted: WantedWorkspace, { sets, providerSets }: RunVariables): readonly Obstacle[] {
  return [
    ...sets.flatMap((set) => set.variables.flatMap((variable) => obstacleOf(wanted, set, variable))),
    ...providerSets
      .filter(({ source }) => isAws(source))
      .map(({ name }) => ({
        what: `the provider set ${name} changes the AWS provider of workspace ${wanted.name}, and so whose credentials it takes`,
        wayOut: "remove it, or take the workspace and its project out of it",
      })),
  ];
}

/** In doubt it is. */
function isAws(source: string): boolean {
  return source === "" || /(^|\/)aws$/i.test(source);
}

function obstacleOf(
  { name, variables }: WantedWorkspace,
  { title, isPriority }: VariableSet,
  { key, value, isSensitive }: Variable,
): readonly Obstacle[] {
  if (Object.hasOwn(variables, key)) {
    const wanted = variables[key];
    // The workspace's own variable stands before any other set's.
    if (!isPriority || (!isSensitive && value === wanted)) return [];
    const what = `${title} has priority and sets ${key} of workspace ${name} to ${isSensitive ? "a hidden value" : value}, not ${wanted}`;
    return [{ what, wayOut: "remove it there, or take the set its priority" }];
  }
  const reason = refusal(key);
  if (reason === undefined) return [];
  return [
    {
      what: `${title} gives workspace ${name} ${key}, ${reason}`,
      wayOut: "remove it there, or exclude the workspace from the set",
    },
  ];
}
