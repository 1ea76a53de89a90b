import type { Json } from "../../../model/json";
import type { Rule } from "../../rule";
import { resourcesOfType } from "../../template";

export const tasksReplacedAsPlanned: Rule = {
  id: "tasks-replaced-as-planned",
  severity: "HIGH",
  title: "New tasks start before old ones stop, but for those that alone may write to a volume",
  why: "which way loses nothing depends on the program: without the one its clients wait, with the other its files break",
  evaluate: (template, plans) =>
    resourcesOfType(template, "aws_ecs_service").flatMap((resource) => {
      const planned = plans
        .flatMap(({ services }) => services)
        .find(({ names }) => names.service === resource.body.name);
      if (planned === undefined) return [];
      return Object.entries(planned.isSingleWriter ? oneAfterTheOther : sideBySide)
        .filter(([argument, value]) => resource.body[argument] !== value)
        .map(([argument, value]) => ({
          resource,
          message: `${argument} is ${String(resource.body[argument])}`,
          remedy: `it is meant to be ${String(value)}, as the service ${planned.isSingleWriter ? "writes to a volume" : "has no volume"}`,
        }));
    }),
};

type Replacement = Readonly<Record<string, Json>>;

const sideBySide: Replacement = {
  availability_zone_rebalancing: "ENABLED",
  deployment_maximum_percent: 200,
  deployment_minimum_healthy_percent: 100,
};
const oneAfterTheOther: Replacement = {
  availability_zone_rebalancing: "DISABLED",
  deployment_maximum_percent: 100,
  deployment_minimum_healthy_percent: 0,
};
