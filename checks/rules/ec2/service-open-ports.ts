import { objectsOf } from "../../../model/json";
import type { Fault, Rule } from "../../rule";
import { portText, type SecurityGroupRule, securityGroupRules } from "../../security-group-rules";
import { referencesIn, resourcesOfType, type Template } from "../../template";

export const serviceOpenPorts: Rule = {
  id: "service-open-ports",
  severity: "HIGH",
  title: "Tasks are reached by the load balancer, or by name from other services, and on one port alone",
  why: "which ports a service needs is known to its load balancer settings only; no scanner compares the two",
  evaluate: (template) => {
    const loadBalancerGroups = resourcesOfType(template, "aws_lb").flatMap(({ body }) =>
      referencesIn(body.security_groups),
    );
    const openings = securityGroupRules(template).filter(({ direction }) => direction === "ingress");
    const all = services(template);
    return all.flatMap(({ groups, ports, isFoundByName }) => {
      const others = all.flatMap((other) => other.groups).filter((group) => !groups.includes(group));
      return openings
        .filter(({ group }) => groups.includes(group))
        .filter((opening) => !isNeeded(opening, ports, loadBalancerGroups))
        .filter((opening) => !(isFoundByName && isOfServices(opening, others)))
        .map(tooWide);
    });
  },
};

function services(template: Template) {
  return resourcesOfType(template, "aws_ecs_service").map(({ body }) => ({
    groups: objectsOf(body.network_configuration).flatMap(({ security_groups: ids }) => referencesIn(ids)),
    ports: objectsOf(body.load_balancer).flatMap(({ container_port: port }) =>
      typeof port === "number" ? [port] : [],
    ),
    isFoundByName: objectsOf(body.service_registries).length > 0,
  }));
}

/** One port of a service that others find by its name, for their groups alone. */
function isOfServices({ protocol, ports, cidrs, peers }: SecurityGroupRule, others: readonly string[]): boolean {
  const isOnePort = protocol === "tcp" && ports !== undefined && ports.from === ports.to;
  return isOnePort && cidrs.length === 0 && peers.every((peer) => others.includes(peer));
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
    remedy: "let in the load balancer's group, or those of services that use it, by id and on the container port alone",
  };
}
