import { listenersOf } from "../../load-balancers";
import type { Fault, Rule } from "../../rule";
import { isOpenToInternet, portText, type SecurityGroupRule, securityGroupRules } from "../../security-group-rules";
import { referencesIn, resourcesOfType, type Template } from "../../template";

export const loadBalancerOpenPorts: Rule = {
  id: "load-balancer-open-ports",
  severity: "CRITICAL",
  title: "The internet reaches exactly the ports that a load balancer listens on",
  why: "tfsec does not know separate rule resources at all, and rates a port with a listener like any other",
  evaluate: (template) => {
    const open = securityGroupRules(template).filter((rule) => rule.direction === "ingress" && isOpenToInternet(rule));
    const wanted = listenerPorts(template);
    return [
      ...open
        .filter((rule) => !wanted.some((port) => port.group === rule.group && isExactly(rule, port.port)))
        .map(tooWide),
      ...wanted
        .filter(({ group, port }) => !open.some((rule) => rule.group === group && isExactly(rule, port)))
        .map(missing),
    ];
  },
};

interface ListenerPort {
  readonly group: string;
  readonly port: number;
  readonly resource: Fault["resource"];
}

/** Ports of the listeners of each internet-facing load balancer, for each of its groups that the template holds. */
function listenerPorts(template: Template): readonly ListenerPort[] {
  const groups = resourcesOfType(template, "aws_security_group");
  return resourcesOfType(template, "aws_lb")
    .filter(({ body }) => body.internal !== true)
    .flatMap((loadBalancer) =>
      referencesIn(loadBalancer.body.security_groups).flatMap((group) =>
        listenersOf(template, loadBalancer).flatMap(({ port }) => {
          const resource = groups.find(({ address }) => address === group);
          return resource === undefined || port === undefined ? [] : [{ group, port, resource }];
        }),
      ),
    );
}

function isExactly({ protocol, ports }: SecurityGroupRule, port: number): boolean {
  return protocol === "tcp" && ports?.from === port && ports.to === port;
}

function tooWide(rule: SecurityGroupRule): Fault {
  return {
    resource: rule.resource,
    message: `${portText(rule)} of ${rule.group} is open to the internet (${rule.cidrs.join(", ")}) without a listener on it`,
    remedy: "open single ports that a load balancer of this group listens on; let other groups in by their id",
  };
}

function missing({ resource, port }: ListenerPort): Fault {
  return {
    resource,
    message: `tcp ${port} has a listener and is not open`,
    remedy: "open the port, or remove the listener",
  };
}
