import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../model/json";
import { faults } from "../../testing/faults";
import { serviceOpenPorts as rule } from "./service-open-ports";

const fromLoadBalancer = {
  protocol: "tcp",
  from_port: 8080,
  to_port: 8080,
  cidr_blocks: null,
  security_groups: ["${aws_security_group.alb.id}"],
};

function service(opening: JsonObject): JsonObject {
  return {
    aws_lb: { web: { security_groups: ["${aws_security_group.alb.id}"] } },
    aws_ecs_service: {
      agent: {
        load_balancer: [{ container_name: "agent", container_port: 8080 }],
        network_configuration: { security_groups: ["${aws_security_group.task.id}"] },
      },
    },
    aws_security_group: {
      alb: {},
      task: { ingress: [opening] },
      database: { ingress: [{ self: true, protocol: "-1" }] },
    },
  };
}

describe("ports of tasks", () => {
  test("pass where the load balancer's group alone reaches the container port", () => {
    expect(faults(rule, service(fromLoadBalancer))).toEqual([]);
  });

  test.each([
    ["another port", { ...fromLoadBalancer, from_port: 22, to_port: 22 }, "tcp 22", "aws_security_group.alb"],
    ["a wider range", { ...fromLoadBalancer, to_port: 9090 }, "tcp 8080-9090", "aws_security_group.alb"],
    [
      "addresses",
      { ...fromLoadBalancer, cidr_blocks: ["10.1.0.0/16"] },
      "tcp 8080",
      "10.1.0.0/16, aws_security_group.alb",
    ],
    ["another group", { ...fromLoadBalancer, security_groups: ["sg-0"] }, "tcp 8080", "sg-0"],
    [
      "its own members",
      { ...fromLoadBalancer, self: true },
      "tcp 8080",
      "aws_security_group.alb, aws_security_group.task",
    ],
  ])("are reported when open to %s", (_, opening, ports, from) => {
    expect(faults(rule, service(opening))).toEqual([
      `aws_security_group.task: ${ports} of a service's group is open to ${from}`,
    ]);
  });
});

describe("ports of a service that others find by its name", () => {
  const inGroup = (group: string) => ({ security_groups: [`\${aws_security_group.${group}.id}`] });
  const internal = (opening: JsonObject): JsonObject => ({
    aws_ecs_service: {
      search: { network_configuration: inGroup("search"), service_registries: { registry_arn: "arn" } },
      agent: { network_configuration: inGroup("agent") },
    },
    aws_security_group: { agent: {}, stranger: {}, search: { ingress: [opening] } },
  });
  const fromAgent = { protocol: "tcp", from_port: 8000, to_port: 8000, ...inGroup("agent") };

  test("pass where groups of services alone reach one of them", () => {
    expect(faults(rule, internal(fromAgent))).toEqual([]);
  });

  test.each([
    ["a range", { ...fromAgent, to_port: 8010 }],
    ["addresses", { ...fromAgent, cidr_blocks: ["10.1.0.0/16"] }],
    ["a group of no service", { ...fromAgent, ...inGroup("stranger") }],
  ])("are reported when open to %s", (_, opening) => {
    expect(faults(rule, internal(opening))).toHaveLength(1);
  });
});
