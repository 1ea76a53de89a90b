import { stackNames } from "../../model/stack-names";
import { UserError } from "../../running/user-error";

/** The stacks of an environment in the order in which they are applied, or the one that was asked for. */
export function chosenStacks(
  environment: Parameters<typeof stackNames>[0],
  wanted: string | undefined,
): readonly string[] {
  const names: readonly string[] = stackNames(environment);
  if (wanted === undefined) return names;
  if (!names.includes(wanted)) {
    throw new UserError(`${wanted} is not a stack of ${environment.name}; there are ${names.join(", ")}`);
  }
  return [wanted];
}
