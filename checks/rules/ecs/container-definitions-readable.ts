import { containersOf } from "../../containers";
import type { Rule } from "../../rule";
import { resourcesOfType } from "../../template";

export const containerDefinitionsReadable: Rule = {
  id: "container-definitions-readable",
  severity: "HIGH",
  title: "Container definitions are JSON text",
  why: "neither the scanners nor the rules here look into an expression such as jsonencode(...): everything in it would pass",
  evaluate: (template) =>
    resourcesOfType(template, "aws_ecs_task_definition")
      .filter((taskDefinition) => containersOf(taskDefinition) === undefined)
      .map((resource) => ({
        resource,
        message: "container_definitions cannot be read as JSON",
        remedy: "build it with JSON.stringify; references inside of it may stay",
      })),
};
