import { objectOf } from "../../../model/json";
import { containers } from "../../containers";
import type { Rule } from "../../rule";

export const containerLogging: Rule = {
  id: "container-logging",
  severity: "MEDIUM",
  title: "Every container writes to a log",
  why: "without a log driver the output of a task is gone with it, and no scanner reports it",
  evaluate: (template) =>
    containers(template)
      .filter(({ definition }) => objectOf(definition.logConfiguration).logDriver === undefined)
      .map(({ taskDefinition, name }) => ({
        resource: taskDefinition,
        message: `container ${name} has no log driver`,
        remedy: "set logConfiguration with the awslogs driver and a log group",
      })),
};
