import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anEnvironment } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { argumentAsMeant as rule } from "./argument-as-meant";

const setting = [{ name: "containerInsights", value: "enabled" }];
const cluster = { name: "shop-staging", setting };

/** What is said of clusters alone: nothing else of the plan is there. */
function reported(clusters: JsonObject) {
  const all = faults(rule, { aws_ecs_cluster: clusters }, {}, [planEnvironment(anEnvironment())]);
  return all.filter((fault) => fault.startsWith("aws_ecs_cluster"));
}

test("passes what the plan names", () => {
  expect(reported({ shop: cluster })).toEqual([]);
});

test("reports a value that is not allowed, and what harm it does", () => {
  expect(reported({ shop: { ...cluster, setting: [{ name: "containerInsights", value: "disabled" }] } })).toEqual([
    'aws_ecs_cluster.shop: setting.value is "disabled": alarms of running tasks get no numbers without it',
  ]);
});

test.each([
  ["left out", { name: "shop-staging" }],
  ["empty", { ...cluster, setting: [] }],
  ["null", { ...cluster, setting: null }],
  ["without one of its arguments", { ...cluster, setting: [{ name: "containerInsights" }] }],
])("reports what is needed and %s", (_, shop) => {
  expect(reported({ shop })).toContain(
    "aws_ecs_cluster.shop: setting.value is not set: alarms of running tasks get no numbers without it",
  );
});

test("reports what is planned and stands nowhere", () => {
  expect(reported({})).toEqual([
    "aws_ecs_cluster shop-staging: no aws_ecs_cluster has the name shop-staging: roles and alarms name the planned one",
  ]);
});

test("reports a stranger beside what is planned", () => {
  expect(reported({ shop: cluster, other: { ...cluster, name: "shop-production" } })).toEqual([
    'aws_ecs_cluster.other: name is "shop-production": roles and alarms name the planned one',
  ]);
});
