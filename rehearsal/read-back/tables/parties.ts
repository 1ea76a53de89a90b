import type { Account } from "../account";
import { targetGroupArns } from "../readers/load-balancing";
import type { SecurityGroup, Subnet } from "../readers/network";
import type { Scope } from "../whose";

/** Somebody in the network who opens connections or takes them. */
export interface Party {
  /** As the plan calls it. */
  readonly name: string;
  readonly groups: readonly SecurityGroup[];
  readonly subnets: readonly Subnet[];
  readonly hasPublicAddress: boolean;
  /** Ports that it listens on, where AWS says so. */
  readonly listensOn?: readonly number[];
  /** Ports that each other party is forwarded to, where AWS says so. */
  readonly forwardsTo?: ReadonlyMap<string, readonly number[]>;
}

export type PartyReaders = Pick<
  Account,
  "loadBalancers" | "schedules" | "securityGroups" | "services" | "subnets" | "vpcs"
>;

export const theLoadBalancer = "load balancer";

/** All of the environment's VPC: load balancers, services, jobs, and groups that nobody stands in yet. */
export async function partiesIn(vpcId: string, account: PartyReaders, scope: Scope): Promise<readonly Party[]> {
  const groups = (await account.securityGroups()).filter((group) => group.vpcId === vpcId);
  const subnets = (await account.subnets()).filter((subnet) => subnet.vpcId === vpcId);
  const placed = (place: { readonly groupIds: readonly string[]; readonly subnetIds: readonly string[] }) => ({
    groups: groups.filter(({ id }) => place.groupIds.includes(id)),
    subnets: subnets.filter(({ id }) => place.subnetIds.includes(id)),
  });
  const services = await account.services();
  const used: readonly Party[] = [
    ...(await account.loadBalancers()).map((found) => ({
      name: found.name === scope.plan.loadBalancer?.name ? theLoadBalancer : `load balancer ${found.name}`,
      ...placed(found),
      hasPublicAddress: found.isPublic,
      listensOn: found.listeners.map(({ port }) => port),
      forwardsTo: new Map(
        services.map(({ name, targets }) => {
          const led = found.listeners.flatMap(({ rules }) =>
            rules.flatMap((rule) => rule.actions.flatMap(targetGroupArns)),
          );
          return [name, targets.filter(({ targetGroupArn }) => led.includes(targetGroupArn)).map(({ port }) => port)];
        }),
      ),
    })),
    ...[...services, ...(await account.schedules())].map((found) => ({
      name: found.name,
      ...placed(found),
      hasPublicAddress: found.hasPublicAddress,
    })),
  ];
  const usedIds = new Set(used.flatMap((party) => party.groups.map(({ id }) => id)));
  const free = groups.filter(({ id, name }) => !usedIds.has(id) && !(isSomebodyElses(scope) && name === "default"));
  return [...used, ...free.map((group) => partyOf(group, subnets, scope))];
}

/** Whoever is started in a group that nobody stands in would stand where tasks do. */
function partyOf(group: SecurityGroup, subnets: readonly Subnet[], { plan }: Scope): Party {
  const job = plan.services.find(
    ({ kind, placement }) => kind === "job" && placement.securityGroup.name === group.name,
  );
  const ofTasks = new Set(taskSubnets(plan));
  return {
    name: job?.name ?? `security group ${group.name}`,
    groups: [group],
    subnets: subnets.filter(({ id, cidr }) => ofTasks.has(id) || ofTasks.has(cidr)),
    hasPublicAddress: plan.network?.taskTier === "public",
  };
}

/** Ids in a VPC of somebody else's, address blocks in one of the environment's own. */
function taskSubnets({ network }: Scope["plan"]): readonly string[] {
  if (network === undefined) return [];
  if (network.kind === "existing") return network.privateSubnetIds;
  return network.subnets.filter(({ tier }) => tier === network.taskTier).map(({ cidr }) => cidr);
}

/** In somebody else's VPC the group that AWS makes by itself is theirs too. */
function isSomebodyElses({ plan: { network } }: Scope): boolean {
  return network?.kind === "existing";
}
