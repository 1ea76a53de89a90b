import { objectsOf } from "../../../model/json";
import { securityGroupsIn } from "../../load-balancers";
import type { Fault, Rule } from "../../rule";
import { portText, type SecurityGroupRule, securityGroupRules } from "../../security-group-rules";
import { resourcesOfType, type Template } from "../../template";

export const serviceOpenPorts: Rule = {
  id: "service-open-ports",
  severity: "HIGH",
  title: "Tasks are reached from the load balancer's group alone, on their containers' ports",
  why: "which ports a service needs is known to its load balancer settings only; no scanner compares the two",
  evaluate: (template) => {
    const loadBalancerGroups = resourcesOfType(template, "aws_lb").flatMap(({ body }) =>
      securityGroupsIn(template, body.security_groups),
    );
    const openings = securityGroupRules(template).filter(({ direction }) => direction === "ingress");
    return services(template).flatMap(({ groups, ports }) =>
      openings
        .filter(({ group }) => groups.includes(group))
        .filter((opening) => !isNeeded(opening, ports, loadBalancerGroups))
        .map(tooWide),
    );
  },
};

function services(template: Template) {
  return resourcesOfType(template, "aws_ecs_service").map(({ body }) => ({
    groups: objectsOf(body.network_configuration).flatMap(({ security_groups: ids }) =>
      securityGroupsIn(template, ids),
    ),
    ports: objectsOf(body.load_balancer).flatMap(({ container_port: port }) =>
      typeof port === "number" ? [port] : [],
    ),
  }));
}

function isNeeded(opening: SecurityGroupRule, ports: readonly number[], peers: readonly string[]): boolean {
  const { protocol, ports: open } = opening;
  const isContainerPort = protocol === "tcp" && ports.some((port) => open?.from === port && open.to === port);
  return isContainerPort && opening.cidrs.length === 0 && opening.peers.every((peer) => peers.includes(peer));
}

function tooWide(opening: SecurityGroupRule): Fault {
  return {
    resource: opening.resource,
    message: `${portText(opening)} of a service's group is open to ${[...opening.cidrs, ...opening.peers].join(", ")}`,
    remedy: "let in the load balancer's group by its id, on the container port alone",
  };
}
