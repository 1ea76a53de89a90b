import { containers } from "../../containers";
import type { Rule } from "../../rule";

export const containerUser: Rule = {
  id: "container-user",
  severity: "HIGH",
  title: "Containers do not run as root",
  why: "whoever breaks into a process that runs as root owns its container; an image's own USER is not visible here",
  evaluate: (template) =>
    containers(template)
      .filter(({ definition }) => isRoot(definition.user))
      .map(({ taskDefinition, name, definition }) => ({
        resource: taskDefinition,
        message: `container ${name} runs as ${definition.user === undefined ? "the image's user" : definition.user}`,
        remedy: "set user to a number other than 0, such as 1000:1000",
      })),
};

function isRoot(user: unknown): boolean {
  return typeof user !== "string" || /^(|root|0+)(:|$)/.test(user);
}
