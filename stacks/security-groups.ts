import type { Construct } from "constructs";
import { LoadBalancerSecurityGroup } from "../constructs/alb/load-balancer-security-group";
import { TaskSecurityGroup } from "../constructs/ecs/task-security-group";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { ServicePlan } from "../model/plan/service-plan";
import type { BaseNetwork } from "./network";

/** The group of the load balancer, and one for the tasks of each service. */
export function addSecurityGroups(
  stack: Construct,
  { loadBalancer, services }: EnvironmentPlan,
  { vpcId, taskSubnetCidrs }: BaseNetwork,
): void {
  const ports = services.flatMap(({ kind, settings }) => (kind === "web" && "port" in settings ? [settings.port] : []));
  const loadBalancerGroup =
    loadBalancer === undefined
      ? undefined
      : new LoadBalancerSecurityGroup(stack, "load-balancer-security-group", {
          name: loadBalancer.securityGroup,
          vpcId,
          openPorts: loadBalancer.openPorts,
          openTo: loadBalancer.openTo,
          targetCidrs: taskSubnetCidrs,
          targetPorts: [...new Set(ports)],
          fetchesTokenKeys: loadBalancer.agentToAgent.mode === "jwt",
        });
  const made = new Map<string, string>();
  /** Whoever may connect stands first; a circle is a fault of the configuration. */
  const groupIdOf = (service: ServicePlan): string => {
    const known = made.get(service.name);
    if (known !== undefined) return known;
    const { name, description, ingress, egress } = service.placement.securityGroup;
    const ingressIds = ingress.map(({ from, ...rule }) => ({
      ...rule,
      securityGroupId: from === "load-balancer" ? idOf(loadBalancerGroup) : groupIdOf(named(services, from.service)),
    }));
    const { securityGroupId } = new TaskSecurityGroup(stack, `${service.name}-security-group`, {
      name,
      description,
      vpcId,
      ingress: ingressIds,
      egress: egress.map(({ to, ...way }) => ({ ...way, cidrBlocks: to === "task-subnets" ? taskSubnetCidrs : to })),
    });
    made.set(service.name, securityGroupId);
    return securityGroupId;
  };
  for (const service of services) groupIdOf(service);
}

function idOf(group: LoadBalancerSecurityGroup | undefined): string {
  if (group === undefined) throw new RangeError("there is no load balancer that could reach a service");
  return group.securityGroupId;
}

function named(services: readonly ServicePlan[], name: string): ServicePlan {
  const service = services.find((candidate) => candidate.name === name);
  if (service === undefined) throw new RangeError(`there is no service ${name}`);
  return service;
}
