import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { argumentKnown as rule } from "./argument-known";

test.each([
  ["a list", { setting: [{ name: "containerInsights", value: "enabled" }] }],
  ["what is null", { service_connect_defaults: null }],
])("passes known arguments in %s", (_, cluster) => {
  expect(faults(rule, { aws_ecs_cluster: { shop: cluster } })).toEqual([]);
});

test("reports what nobody has judged, once for each argument and without its value", () => {
  const configuration = [{ execute_command_configuration: [{ logging: "NONE" }, { logging: "NONE" }] }];
  expect(faults(rule, { aws_ecs_cluster: { shop: { configuration } } })).toEqual([
    "aws_ecs_cluster.shop: configuration.execute_command_configuration.logging is set, and nothing is known of it",
  ]);
});

test("reports a type that nobody has judged, once", () => {
  expect(faults(rule, { aws_db_instance: { shop: { password: "correct horse", engine: "postgres" } } })).toEqual([
    "aws_db_instance.shop: nothing is known of aws_db_instance",
  ]);
});

test("looks into container definitions", () => {
  const container_definitions = JSON.stringify([{ name: "agent", interactive: true }]);
  expect(faults(rule, { aws_ecs_task_definition: { agent: { container_definitions } } })).toEqual([
    "aws_ecs_task_definition.agent: container_definitions.interactive is set, and nothing is known of it",
  ]);
});
