import { objectsOf } from "../../../model/json";
import type { Rule } from "../../rule";
import { resourcesOfType } from "../../template";

export const servicePublicIp: Rule = {
  id: "service-public-ip",
  severity: "HIGH",
  title: "Tasks have no public address",
  why: "a task with a public address is one security group rule away from the internet; tfsec does not load services",
  evaluate: (template) =>
    resourcesOfType(template, "aws_ecs_service")
      .filter(({ body }) =>
        objectsOf(body.network_configuration).some(
          ({ assign_public_ip: assigned }) => assigned !== undefined && assigned !== false,
        ),
      )
      .map((resource) => ({
        resource,
        message: "tasks get a public address",
        remedy: "put the tasks into private subnets with a NAT gateway",
      })),
};
