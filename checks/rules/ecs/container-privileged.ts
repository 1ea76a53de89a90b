import { containers } from "../../containers";
import type { Rule } from "../../rule";

export const containerPrivileged: Rule = {
  id: "container-privileged",
  severity: "CRITICAL",
  title: "Containers run without privileges",
  why: "a privileged container has root's power over its host, and no scanner reports it",
  evaluate: (template) =>
    containers(template)
      .filter(({ definition }) => definition.privileged !== undefined && definition.privileged !== false)
      .map(({ taskDefinition, name }) => ({
        resource: taskDefinition,
        message: `container ${name} is privileged`,
        remedy: "remove privileged from the container definition",
      })),
};
