import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { servicePublicIp as rule } from "./service-public-ip";

function reported(assign_public_ip: boolean) {
  return faults(rule, {
    aws_ecs_service: { agent: { network_configuration: { subnets: ["subnet-0"], assign_public_ip } } },
  });
}

test("passes tasks without a public address", () => {
  expect(reported(false)).toEqual([]);
});

test("reports tasks with one", () => {
  expect(reported(true)).toEqual(["aws_ecs_service.agent: tasks get a public address"]);
});
