import { hostGroupNames, type ServiceNames } from "../naming";
import type { EgressPlan } from "./capability";
import type { EnvironmentFacts, ServiceFacts } from "./facts";
import { hostGroupOf, instanceSettings } from "./host-facts";
import type { PlannedStatement } from "./planned-text";
import { type Linkable, linksOf } from "./service-links";
import {
  type PortGroupPlan,
  packagesOut,
  planPortGroup,
  planSecurityGroup,
  type SecurityGroupPlan,
} from "./service-network";

interface Place {
  readonly subnetTier: "public" | "private";
  readonly securityGroup: SecurityGroupPlan;
  /** Absent where nobody connects to the service from elsewhere. */
  readonly portGroup: PortGroupPlan | undefined;
}

/** Where a consumer of capabilities stands; role, security group, subnets and log group follow from it. */
export type Placement =
  | (Place & { readonly runtime: "fargate"; readonly cluster: string })
  | (Place & {
      readonly runtime: "ec2";
      /** Of the instances that run it, whose security group it has with all others there. */
      readonly group: string;
      /** What starting it takes of the instances' role. */
      readonly starting: readonly PlannedStatement[];
    });

interface Placed {
  readonly name: string;
  readonly settings: ServiceFacts;
  readonly names: ServiceNames;
  /** What starting it takes. */
  readonly starting: readonly PlannedStatement[];
}

interface PlacementContext {
  readonly facts: EnvironmentFacts;
  readonly cluster: string;
  readonly subnetTier: "public" | "private";
  readonly linkable: Linkable;
}

export function planPlacement(placed: Placed, context: PlacementContext): Placement {
  return context.facts.compute === "ec2" ? onInstances(placed, context) : inTasks(placed, context);
}

function inTasks(
  { name, settings, names }: Placed,
  { facts, cluster, subnetTier, linkable }: PlacementContext,
): Placement {
  const who = `Tasks of ${name}`;
  return {
    runtime: "fargate",
    cluster,
    subnetTier,
    securityGroup: planSecurityGroup(
      { who, services: [settings], groupName: names.taskSecurityGroup },
      linksOf(settings, linkable).egress,
    ),
    portGroup: planPortGroup(usersOf(facts, name), { who, settings, groupName: names.portSecurityGroup }),
  };
}

/** All services of a group stand behind its security group: what connects them does not leave the instance. */
function onInstances(
  { name, starting, settings }: Placed,
  { facts, subnetTier, linkable }: PlacementContext,
): Placement {
  const groupOf = hostGroups(facts);
  const group = groupOf(name);
  const members = Object.entries(facts.services).filter(([member]) => groupOf(member) === group);
  const names = hostGroupNames(facts.namePrefix, group);
  const who = `Instances of ${group}`;
  const leaves = ({ to }: EgressPlan) => !("service" in to) || groupOf(to.service) !== group;
  const users = new Map(
    usersOf(facts, name)
      .filter((user) => groupOf(user) !== group)
      .map((user) => [groupOf(user), user]),
  );
  return {
    runtime: "ec2",
    group,
    starting,
    subnetTier,
    securityGroup: planSecurityGroup(
      { who, services: members.map(([, member]) => member), groupName: names.securityGroup },
      [packagesOut, ...members.flatMap(([, member]) => linksOf(member, linkable).egress.filter(leaves))],
    ),
    portGroup: planPortGroup([...users.values()], { who, settings, groupName: names.portSecurityGroup }),
  };
}

/** @returns the group of each service by its name */
function hostGroups({ services, production, instances }: EnvironmentFacts): (service: string) => string {
  const { maximum } = instanceSettings(production, instances);
  return (service) => hostGroupOf(service, services[service] ?? {}, maximum);
}

function usersOf({ services }: EnvironmentFacts, name: string): readonly string[] {
  return Object.entries(services).flatMap(([user, { uses }]) => (uses.includes(name) ? [user] : []));
}
