import { expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anEnvironment } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { tasksPlacedAsPlanned as rule } from "./tasks-placed-as-planned";

const cidr = "10.1.0.0/16";
const subnets: JsonObject = {
  own: { tags: { Name: "shop-staging-private-a" } },
  public: { tags: { Name: "shop-staging-public-a" } },
};

function reported(network: JsonObject, nat: "single" | "none" = "single") {
  const agent = { network_configuration: network };
  const plans = [planEnvironment(anEnvironment({ network: { cidr, nat } }))];
  const schedule = { target: { ecs_parameters: { network_configuration: network } } };
  const resources = { aws_ecs_service: { agent }, aws_scheduler_schedule: { report: schedule } };
  return faults(rule, resources, { aws_subnet: subnets }, plans);
}

const inSubnet = (id: string) => ({ subnets: [id], assign_public_ip: false });

test("passes tasks in the subnets of their tier", () => {
  expect(reported(inSubnet("${data.aws_subnet.own.id}"))).toEqual([]);
  expect(reported({ subnets: ["${data.aws_subnet.public.id}"], assign_public_ip: true }, "none")).toEqual([]);
});

test.each([
  ["${data.aws_subnet.public.id}", "data.aws_subnet.public"],
  ["${data.aws_subnet.missing.id}", "data.aws_subnet.missing"],
  ["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"],
])("reports tasks of services and schedules in %s", (id, place) => {
  expect(reported(inSubnet(id))).toEqual([
    `aws_ecs_service.agent: tasks are put into ${place}`,
    `aws_scheduler_schedule.report: tasks are put into ${place}`,
  ]);
});

test("reports a public address that is not planned, of a schedule's tasks as well", () => {
  expect(reported({ subnets: ["${data.aws_subnet.own.id}"], assign_public_ip: true })).toEqual([
    "aws_ecs_service.agent: tasks get a public address",
    "aws_scheduler_schedule.report: tasks get a public address",
  ]);
});
