import type { Plans } from "./arguments/allowed";
import { type Finding, sortedFindings } from "./finding";
import { rules as everyRule } from "./registry";
import type { Rule } from "./rule";
import type { Template } from "./template";

/**
 * Our own rules over the stacks of these plans.
 *
 * @param sharers all environments whose parts the account's stack holds, where they are more
 */
export function runRules(
  template: Template,
  plans: Plans,
  sharers = plans,
  rules: readonly Rule[] = everyRule,
): readonly Finding[] {
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
