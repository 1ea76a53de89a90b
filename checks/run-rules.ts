import type { Plans } from "./arguments/allowed";
import { type Finding, sortedFindings } from "./finding";
import { rules } from "./registry";
import type { Template } from "./template";

/**
 * Our own rules over the stacks of these plans.
 *
 * @param sharers all environments whose parts the account's stack holds, where they are more
 */
export function runRules(template: Template, plans: Plans, sharers = plans): readonly Finding[] {
  return sortedFindings(
    rules.flatMap((rule) =>
      rule.evaluate(template, plans, sharers).map(({ resource, message, remedy }) => ({
        scanner: "slipway" as const,
        rule: rule.id,
        severity: rule.severity,
        address: resource.address,
        constructPath: resource.constructPath,
        message,
        remedy,
      })),
    ),
  );
}
