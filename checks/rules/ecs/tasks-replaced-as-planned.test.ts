import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { internalFacts, planOf } from "../../../test/helpers/plan-facts";
import { faults } from "../../testing/faults";
import { tasksReplacedAsPlanned as rule } from "./tasks-replaced-as-planned";

const plan = planOf(
  { search: internalFacts(), store: internalFacts({ volumes: { files: "/data" } }) },
  { volumes: { files: { detached: false } } },
);
const sideBySide = {
  availability_zone_rebalancing: "ENABLED",
  deployment_maximum_percent: 200,
  deployment_minimum_healthy_percent: 100,
};
const oneAfterTheOther = {
  availability_zone_rebalancing: "DISABLED",
  deployment_maximum_percent: 100,
  deployment_minimum_healthy_percent: 0,
};
const reported = (name: string, settings: JsonObject) =>
  faults(rule, { aws_ecs_service: { tried: { name, ...settings } } }, {}, [plan]);

test("passes tasks that are replaced as is planned, and services of nobody's plan", () => {
  expect(reported("search", sideBySide)).toEqual([]);
  expect(reported("store", oneAfterTheOther)).toEqual([]);
  expect(reported("stranger", {})).toEqual([]);
});

test("reports a writer beside the next one, and a service without a task meanwhile", () => {
  expect(reported("store", sideBySide)).toEqual([
    "aws_ecs_service.tried: availability_zone_rebalancing is ENABLED",
    "aws_ecs_service.tried: deployment_maximum_percent is 200",
    "aws_ecs_service.tried: deployment_minimum_healthy_percent is 100",
  ]);
  expect(reported("search", oneAfterTheOther)).toHaveLength(3);
  expect(reported("search", {})).toHaveLength(3);
});
