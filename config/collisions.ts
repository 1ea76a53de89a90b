import { overlaps, parseCidr } from "../model/cidr";
import {
  accountClaims,
  type Claim,
  environmentClaims,
  type NamedFile,
  ownerOf,
  type Place,
  type Tenant,
  tenantOf,
} from "./claims";
import { type Fault, formatPath } from "./diagnostics";

/** What two files of one configuration may not share. The later file, by name, is the one that is reported. */
export function collisionFaults(accounts: readonly NamedFile[], environments: readonly NamedFile[]): readonly Fault[] {
  const owners = accounts.flatMap((file) => ownerOf(file) ?? []);
  const tenants = environments.flatMap((file) => tenantOf(file, owners));
  const claims = [...accounts.flatMap(accountClaims), ...tenants.flatMap(environmentClaims)];
  return [
    ...firstOfPlace(conflicts(claims, earlierOfKind(claims), claimProblem)),
    ...tenantConflicts(tenants, ["network", "cidr"], earlier(tenants), blockProblem),
    ...tenantConflicts(tenants, ["dns", "domain"], earlier(tenants), domainProblem),
    ...tenantConflicts(tenants, ["namePrefix"], () => tenants, reachProblem),
  ];
}

/** One fault of each item for the first of the others that it cannot stand beside. */
function conflicts<Item extends Place>(
  items: readonly Item[],
  othersOf: (index: number) => readonly Item[],
  problemOf: (item: Item, other: Item) => string | undefined,
): readonly Fault[] {
  return items.flatMap((item, index) => {
    const { content, path } = item;
    const [message] = othersOf(index).flatMap((other) => problemOf(item, other) ?? []);
    return message === undefined
      ? []
      : [{ file: content.file, position: content.positionOf(path, "value"), path, message }];
  });
}

/** Those that stand before it and are the same to AWS. */
function earlierOfKind(claims: readonly Claim[]): (index: number) => readonly Claim[] {
  const byIdentity = new Map<string, Claim[]>();
  const before = claims.map((claim) => {
    const identity = JSON.stringify(claim.identity);
    const same = byIdentity.get(identity) ?? [];
    byIdentity.set(identity, [...same, claim]);
    return same;
  });
  return (index) => before[index] ?? [];
}

function earlier<Item>(items: readonly Item[]): (index: number) => readonly Item[] {
  return (index) => items.slice(0, index);
}

/** Environments collide within one AWS account, whichever of its files they name. */
function tenantConflicts(
  tenants: readonly Tenant[],
  path: readonly string[],
  othersOf: (index: number) => readonly Tenant[],
  problemOf: (tenant: Tenant, other: Tenant) => string | undefined,
): readonly Fault[] {
  const placed = tenants.map((tenant) => ({ tenant, content: tenant.content, path }));
  return conflicts(
    placed,
    (index) => placed.filter(({ tenant }) => othersOf(index).includes(tenant)),
    ({ tenant }, { tenant: other }) =>
      tenant.owner.accountId === other.owner.accountId ? problemOf(tenant, other) : undefined,
  );
}

/** Names that are made from one setting collide together: the first is told, and of a prefix not each service's besides. */
function firstOfPlace(faults: readonly Fault[]): readonly Fault[] {
  const firsts = new Map<string, Fault>();
  const placeOf = ({ file, path }: Fault) => `${file} ${formatPath(path)}`;
  for (const fault of faults.toReversed()) firsts.set(placeOf(fault), fault);
  return faults.filter((fault) => {
    const isOfPrefix =
      fault.path[0] === "services" && fault.path.length === 2 && firsts.has(`${fault.file} namePrefix`);
    return !isOfPrefix && firsts.get(placeOf(fault)) === fault;
  });
}

function claimProblem(claim: Claim, other: Claim): string | undefined {
  if (claim.isShared === true && claim.content === other.content) return undefined;
  const holder = claim.content === other.content ? "in this file already" : `by ${other.content.file}`;
  return `${claim.what} is taken ${holder}; ${claim.remedy}`;
}

/** Blocks of VPCs in one account: they could never be joined by peering. */
function blockProblem({ network }: Tenant, other: Tenant): string | undefined {
  const [block, taken] = [network, other.network].map((each) => parseCidr(each?.cidr ?? ""));
  return block === undefined || taken === undefined || !overlaps(taken, block)
    ? undefined
    : `${network?.cidr} overlaps ${other.network?.cidr} of ${other.content.file} in the same account; choose a block outside it`;
}

/** A name leads to one load balancer, or to a primary one and the one that takes over. */
function domainProblem({ dns }: Tenant, { dns: taken, content }: Tenant): string | undefined {
  if (dns === undefined || taken === undefined || dns.domain !== taken.domain) return undefined;
  const isPair = dns.failover !== taken.failover && dns.failover !== "none" && taken.failover !== "none";
  return isPair
    ? undefined
    : `the domain ${dns.domain} is taken by ${content.file}; choose another, or make one side dns.failover primary and the other secondary`;
}

/** The rights of an environment's runs hang on the beginning of its names, which may not be the beginning of another's. */
function reachProblem({ prefix }: Tenant, nearer: Tenant): string | undefined {
  return prefix.startsWith(`${nearer.prefix}-`)
    ? `${prefix} begins with ${nearer.prefix}-, as all names of ${nearer.content.file} do, and so its rights would reach here; choose another namePrefix`
    : undefined;
}
