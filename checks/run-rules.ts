import { type Finding, sortedFindings } from "./finding";
import { rules } from "./registry";
import type { Template } from "./template";

/** Our own rules over one stack. */
export function runRules(template: Template): readonly Finding[] {
  return sortedFindings(
    rules.flatMap((rule) =>
      rule.evaluate(template).map(({ resource, message, remedy }) => ({
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
