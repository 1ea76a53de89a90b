import type { Construct } from "constructs";
import { InlineSecurityGroup } from "../constructs/vpc/inline-security-group";
import type { DesignReason } from "../model/design";
import { httpsPort } from "../model/ingress-plan";
import type { EgressPlan } from "../model/plan/capability";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { LoadBalancerPlan } from "../model/plan/load-balancer-plan";
import { packagesOut } from "../model/plan/service-network";
import type { ServicePlan } from "../model/plan/service-plan";
import type { References } from "./references";

export interface SecurityGroups {
  /** Absent without a load balancer. */
  readonly loadBalancerGroupId: string | undefined;
  /** What the tasks of a service stand in, or the instances that run these services. */
  readonly groupIdsOf: (...services: readonly string[]) => readonly string[];
}

const toApis: DesignReason = {
  rules: ["aws-ec2-no-public-egress-sgr"],
  because: "tasks pull images and call APIs of AWS and of others, whose addresses change",
  compensatedBy: "the rule open-egress: the way out is HTTPS alone",
};
const toPackages: DesignReason = {
  ...toApis,
  because: "instances pull images, call APIs and fetch packages of Ubuntu, whose addresses change",
  compensatedBy: "the rule open-egress: the way out is HTTPS, and port 80 for packages, which Ubuntu signs",
};
const forStartedTasks: DesignReason = {
  rules: ["CKV2_AWS_5"],
  because: "a job's tasks stand in it from when they are started, which a schedule or a person does",
  compensatedBy: "it lets nobody in",
};
const entrance: readonly DesignReason[] = [
  {
    rules: ["aws-ec2-no-public-ingress-sgr"],
    because: "clients and agents of other clouds call from the internet",
    compensatedBy: "the rule load-balancer-open-ports: an open port has a listener",
  },
  {
    rules: ["aws-ec2-no-public-egress-sgr"],
    because: "the load balancer fetches the keys of tokens from their issuer, who may be anywhere",
    compensatedBy: "the rule open-egress: the way out is HTTPS alone",
  },
];
const anywhere = { cidrBlocks: ["0.0.0.0/0"] };

/**
 * For the tasks of each service a group that says who they are and one that says who may connect to them, and one for the
 * load balancer. They live with what stands in them: what closes a port in another stack closes it too early.
 */
export function addSecurityGroups(
  stack: Construct,
  { loadBalancer, services }: EnvironmentPlan,
  vpcId: string,
  references: References,
): SecurityGroups {
  /** By name: services on the same instances share one. */
  const taskGroupIds = new Map<string, string>();
  /** Whoever is connected to stands first; a circle is a fault of the configuration. */
  const taskGroupIdOf = (service: ServicePlan): string => {
    const { placement } = service;
    const { egress, ...group } = placement.securityGroup;
    const known = taskGroupIds.get(group.name);
    if (known !== undefined) return known;
    const isOnInstances = placement.runtime === "ec2";
    const whose = isOnInstances ? `${placement.group}-instance` : service.name;
    const { securityGroupId } = new InlineSecurityGroup(stack, `${whose}-security-group`, {
      ...group,
      vpcId,
      reasons: isOnInstances ? [toPackages] : service.kind === "job" ? [toApis, forStartedTasks] : [toApis],
      ...(isOnInstances ? { reasonedPorts: [httpsPort, packagesOut.port] } : {}),
      ingress: [],
      egress: egress.map(({ to, ...way }) => ({
        ...way,
        peers: isBlocks(to)
          ? { cidrBlocks: to }
          : {
              securityGroupIds: [
                "group" in to ? references.text(to.group) : taskGroupIdOf(named(services, to.service)),
              ],
            },
      })),
    });
    taskGroupIds.set(group.name, securityGroupId);
    return securityGroupId;
  };
  for (const service of services) taskGroupIdOf(service);

  const loadBalancerGroupId =
    loadBalancer === undefined
      ? undefined
      : addLoadBalancerGroup(stack, loadBalancer, vpcId, [
          ...new Set(services.filter(({ kind }) => kind === "web").map(taskGroupIdOf)),
        ]);
  const portGroupIds = new Map<string, string>();
  for (const { name, placement } of services) {
    if (placement.portGroup === undefined) continue;
    const { port, from, ...group } = placement.portGroup;
    const { securityGroupId } = new InlineSecurityGroup(stack, `${name}-port-security-group`, {
      ...group,
      vpcId,
      ingress: from.map(({ description, peer }) => {
        const id = peer === "load-balancer" ? loadBalancerGroupId : taskGroupIdOf(named(services, peer.service));
        return { description, port, peers: { securityGroupIds: id === undefined ? [] : [id] } };
      }),
      egress: [],
    });
    portGroupIds.set(name, securityGroupId);
  }
  return {
    loadBalancerGroupId,
    groupIdsOf: (...names) => [
      ...new Set(names.map((name) => taskGroupIdOf(named(services, name)))),
      ...names.flatMap((name) => portGroupIds.get(name) ?? []),
      ...new Set(
        names.flatMap((name) => named(services, name).volumes.map(({ volume }) => references.text(volume.clients))),
      ),
    ],
  };
}

/** Lets clients in on the listeners' ports, and out to tasks of the web, whose own groups say on which port. */
function addLoadBalancerGroup(
  stack: Construct,
  { securityGroup, openPorts, openTo, agentToAgent }: LoadBalancerPlan,
  vpcId: string,
  taskGroupIds: readonly string[],
): string {
  const { securityGroupId } = new InlineSecurityGroup(stack, "load-balancer-security-group", {
    name: securityGroup,
    description: "Load balancer: listeners in, tasks out",
    vpcId,
    reasons: entrance,
    ingress: openPorts.map(({ port, purpose }) => ({ description: purpose, port, peers: { cidrBlocks: openTo } })),
    egress: [
      { description: "Tasks", peers: { securityGroupIds: taskGroupIds } },
      ...(agentToAgent.mode === "jwt"
        ? [{ description: "Keys of the token issuer", port: httpsPort, peers: anywhere }]
        : []),
    ],
  });
  return securityGroupId;
}

function isBlocks(to: EgressPlan["to"]): to is readonly string[] {
  return Array.isArray(to);
}

function named(services: readonly ServicePlan[], name: string): ServicePlan {
  const service = services.find((candidate) => candidate.name === name);
  if (service === undefined) throw new RangeError(`there is no service ${name}`);
  return service;
}
