import { expect, test } from "vitest";
import { templateOf } from "../template";
import { expectedChecks, unseenResources } from "./tfsec-coverage";

function expected(type: string, body: object): readonly number[] {
  const json = JSON.parse(JSON.stringify({ resource: { [type]: { x: body } } }));
  return templateOf(json).resources.map(expectedChecks);
}

test("expects a check of each inline rule, and of each plain variable", () => {
  expect(expected("aws_security_group", { ingress: [{}, {}], egress: [{}] })).toEqual([4]);
  const container_definitions = '[{"environment":[{"name":"A"},{"name":"B"}]},{"environment":[{"name":"C"}]}]';
  expect(expected("aws_ecs_task_definition", { container_definitions })).toEqual([3]);
});

test("expects nothing of types that tfsec does not know", () => {
  expect(expected("aws_ecs_service", {})).toEqual([0]);
});

test("names the resources that a scan did not look into", () => {
  const template = templateOf({ resource: { aws_lb: { web: {} }, aws_ecs_service: { agent: {} } } });
  expect(unseenResources(template, [])).toEqual(["0 instead of 2 checks of aws_lb.web"]);
});
