import { containers } from "../../containers";
import type { Rule } from "../../rule";

export const containerRootFilesystem: Rule = {
  id: "container-root-filesystem",
  severity: "MEDIUM",
  title: "Containers cannot write to their own image",
  why: "an intruder who can write to the root file system can replace the program and its tools",
  evaluate: (template) =>
    containers(template)
      .filter(({ definition }) => definition.readonlyRootFilesystem !== true)
      .map(({ taskDefinition, name }) => ({
        resource: taskDefinition,
        message: `container ${name} has a writable root file system`,
        remedy: "set readonlyRootFilesystem: true and mount a volume where the program writes",
      })),
};
