import { overlaps, parseCidr } from "../../../model/cidr";
import type { GroupRule, SecurityGroup, Subnet, Vpc } from "../readers/network";
import type { Read } from "../table";
import type { Scope } from "../whose";
import { type Party, partiesIn } from "./parties";
import { commonPorts, type Ports, portsText } from "./ports";
import { everywhere, subnetRow, type Way, type Ways, waysOut } from "./ways";

export const reads = [
  "addresses",
  "internetGateways",
  "loadBalancers",
  "natGateways",
  "schedules",
  "securityGroups",
  "services",
  "subnets",
  "vpcs",
] as const;
type Readers = Read<typeof reads>;

const everyPort: readonly Ports[] = [{ protocol: "-1", fromPort: 0, toPort: 65_535 }];

/** Who reaches whom, walked along routes and through groups on both sides. */
export async function foundNetwork(account: Readers, scope: Scope): Promise<readonly string[]> {
  const vpcs = await account.vpcs();
  const vpc = vpcs.find((found) => isOwn(found, scope));
  const strays = [
    ...vpcs.filter((found) => found !== vpc).map(({ name, cidr }) => `VPC ${name} of ${cidr}`),
    ...(await account.addresses())
      .filter(({ isUsed }) => !isUsed)
      .map(({ name }) => `elastic address ${name} that nobody uses`),
  ];
  if (vpc === undefined) return strays;
  const ways = await waysOut(vpc, account);
  const parties = await partiesIn(vpc.id, account, scope);
  const subnets = (await account.subnets()).filter(({ vpcId }) => vpcId === vpc.id);
  const place = { vpc, subnets, ways };
  return [
    ...parties.flatMap((party) => [...connectionsTo(party, parties, place), ...connectionsOut(party, place)]),
    // The subnets of somebody else's VPC are not the environment's promise.
    ...(scope.plan.network?.kind === "own" ? subnets.map((subnet) => subnetRow(subnet, ways)) : []),
    ...strays,
  ];
}

/** The own VPC by its name, the way the runtime stack finds it; another one's by its id. */
function isOwn({ id, name }: Vpc, { plan: { network } }: Scope): boolean {
  if (network === undefined) return false;
  return network.kind === "existing" ? id === network.vpcId : name === network.names.vpc;
}

interface Place {
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  readonly ways: Ways;
}

/** From each party whose group is admitted, and from each address block that is. */
function connectionsTo(to: Party, parties: readonly Party[], place: Place): readonly string[] {
  const fromParties = parties.flatMap((from) => {
    const ports = commonPorts(
      portsTowards(from, to),
      admitted(to.groups, (peer) => from.groups.some(({ id }) => id === peer)),
    );
    return ports.length === 0 ? [] : [`${from.name} -> ${to.name}: ${ledPorts(from, to, ports)}`];
  });
  const blocks = new Set(to.groups.flatMap(({ ingress }) => ingress.map(({ peer }) => peer)).filter(isBlock));
  const fromBlocks = [...blocks].map((block) => {
    const ports = admitted(to.groups, (peer) => peer === block);
    return `${sourceText(block, to, place)} -> ${to.name}: ${listenedPorts(to, ports)}`;
  });
  return [...fromParties, ...new Set(fromBlocks)];
}

function isBlock(peer: string): boolean {
  return peer.includes("/");
}

function contains(outer: string, inner: string): boolean {
  const [wide, narrow] = [parseCidr(outer), parseCidr(inner)];
  if (wide === undefined || narrow === undefined) return false;
  return wide.prefixLength <= narrow.prefixLength && overlaps(wide, narrow);
}

/** Where the internet does not come in, everywhere means the VPC alone. */
function sourceText(block: string, to: Party, { vpc, ways }: Place): string {
  if (block === vpc.cidr) return "VPC";
  if (!everywhere.includes(block)) return block;
  const isOpen = to.hasPublicAddress && to.subnets.some(({ id }) => ways.get(id)?.some((way) => way.to === "internet"));
  return isOpen ? "internet" : "VPC";
}

/** An open port where nothing listens is a promise that nobody made. */
function listenedPorts({ listensOn }: Party, ports: readonly Ports[]): string {
  if (listensOn === undefined) return portsText(ports);
  const isListened = ({ protocol, fromPort, toPort }: Ports) =>
    protocol === "tcp" && fromPort === toPort && listensOn.includes(fromPort);
  const idle = ports.filter((open) => !isListened(open));
  const texts = [portsText(ports.filter(isListened)), idle.length === 0 ? "" : `${portsText(idle)} (nothing listens)`];
  return texts.filter((text) => text !== "").join(", ");
}

function ledPorts({ forwardsTo }: Party, to: Party, ports: readonly Ports[]): string {
  if (forwardsTo === undefined) return portsText(ports);
  const led = forwardsTo.get(to.name) ?? [];
  const isLed = ports.every(({ fromPort, toPort }) => fromPort === toPort && led.includes(fromPort));
  return isLed ? portsText(ports) : `${portsText(ports)} (no listener leads there)`;
}

function admitted(groups: readonly SecurityGroup[], isMeant: (peer: string) => boolean): readonly GroupRule[] {
  return groups.flatMap(({ ingress }) => ingress.filter(({ peer }) => isMeant(peer)));
}

/** What the groups of one let out to every subnet where the other stands. */
function portsTowards(from: Party, to: Party): readonly Ports[] {
  const rules = from.groups.flatMap(({ egress }) => egress);
  return to.subnets.reduce<readonly Ports[]>(
    (ports, { cidr }) =>
      commonPorts(
        ports,
        rules.filter(({ peer }) => to.groups.some(({ id }) => id === peer) || contains(peer, cidr)),
      ),
    to.subnets.length === 0 ? [] : everyPort,
  );
}

/** To the internet, and to address blocks beside the VPC's own subnets, which are other parties' places. */
function connectionsOut(from: Party, { ways, subnets }: Place): readonly string[] {
  const rules = from.groups.flatMap(({ egress }) => egress);
  const towards = (isMeant: (peer: string) => boolean) => rules.filter(({ peer }) => isMeant(peer));
  const internet = towards((peer) => everywhere.includes(peer));
  const without = from.subnets.filter(({ id }) => !leadsOut(from, ways.get(id) ?? []));
  const isOut = internet.length > 0 && without.length < from.subnets.length;
  const gaps = without.length === 0 ? "" : ` (not from ${without.map(({ cidr }) => cidr).join(", ")})`;
  const blocks = new Set(rules.map(({ peer }) => peer).filter((peer) => isBlock(peer) && !everywhere.includes(peer)));
  return [
    ...(isOut ? [`${from.name} -> internet: ${portsText(internet)}${gaps}`] : []),
    ...[...blocks]
      .filter((block) => !subnets.some(({ cidr }) => cidr === block))
      .map((block) => `${from.name} -> ${block}: ${portsText(towards((peer) => peer === block))}`),
  ];
}

/** Through NAT, or by an address of its own. */
function leadsOut({ hasPublicAddress }: Party, out: readonly Way[]): boolean {
  return out.some(({ to }) => to === "nat" || (to === "internet" && hasPublicAddress));
}
