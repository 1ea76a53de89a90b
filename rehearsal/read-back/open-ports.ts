import { type IpPermission, paginateDescribeSecurityGroups } from "@aws-sdk/client-ec2";
import { allOf } from "../../delivery/aws/all-of";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { labels } from "./labels";

type Direction = "in" | "out";

interface Rule {
  readonly group: string;
  readonly direction: Direction;
  readonly protocol: string;
  /** One port or a range; none for a protocol without ports. */
  readonly ports: string;
  readonly peer: string;
}

/** Every security group of the VPC, the default one too, with every rule. */
export const openPorts: Area = { subject: "open ports", expected: expectedPorts, found: foundPorts };

const everywhere = "0.0.0.0/0";

/** What a VPC comes with: that of somebody else's stays as it was. */
const untouchedDefault: Rule = {
  group: "default",
  direction: "out",
  protocol: "every protocol",
  ports: "every port",
  peer: everywhere,
};

function expectedPorts(intent: Intent): readonly string[] {
  const { names, service, ingress } = intent;
  const balancer = { group: names.loadBalancerSecurityGroup, protocol: "tcp" } as const;
  const tasks = { group: service.names.taskSecurityGroup, protocol: "tcp" } as const;
  const servicePort = String(service.settings.port);
  const rules: readonly Rule[] = [
    ...ingress.openPorts.map(
      ({ port }): Rule => ({ ...balancer, direction: "in", ports: String(port), peer: everywhere }),
    ),
    ...taskBlocks(intent).map((peer): Rule => ({ ...balancer, direction: "out", ports: servicePort, peer })),
    { ...tasks, direction: "in", ports: servicePort, peer: labels.securityGroup(balancer.group) },
    { ...tasks, direction: "out", ports: "443", peer: everywhere },
    ...(intent.network === undefined ? [untouchedDefault] : []),
  ];
  return [...["default", balancer.group, tasks.group].map(groupSentence), ...rules.map(ruleSentence)];
}

function taskBlocks({ network, environment }: Intent): readonly string[] {
  if (network !== undefined) return network.taskSubnets.map(({ cidr }) => cidr);
  if (!("existingVpc" in environment.network)) return [];
  return environment.network.existingVpc.privateSubnetIds.map(labels.subnet);
}

async function foundPorts({ clients: { network: client }, vpcId, label }: Reading): Promise<readonly string[]> {
  const groups = await allOf(
    paginateDescribeSecurityGroups({ client }, { Filters: [{ Name: "vpc-id", Values: [vpcId] }] }),
    ({ SecurityGroups }) => SecurityGroups,
  );
  return groups.flatMap(({ GroupName = "unnamed", IpPermissions = [], IpPermissionsEgress = [] }) => [
    groupSentence(GroupName),
    ...IpPermissions.flatMap((permission) => ruleSentences(GroupName, "in", permission, label)),
    ...IpPermissionsEgress.flatMap((permission) => ruleSentences(GroupName, "out", permission, label)),
  ]);
}

function ruleSentences(
  group: string,
  direction: Direction,
  permission: IpPermission,
  label: Reading["label"],
): readonly string[] {
  const { IpProtocol, FromPort, ToPort } = permission;
  const protocol = IpProtocol === "-1" ? "every protocol" : (IpProtocol ?? "unknown protocol");
  const ports =
    FromPort === undefined ? "every port" : FromPort === ToPort ? String(FromPort) : `${FromPort}-${ToPort}`;
  const peers = [
    ...(permission.IpRanges ?? []).map(({ CidrIp }) => CidrIp),
    ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
    ...(permission.UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId),
    ...(permission.PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId),
  ];
  return peers.map((peer) => ruleSentence({ group, direction, protocol, ports, peer: label(peer) }));
}

function groupSentence(group: string): string {
  return `security group ${group}`;
}

function ruleSentence({ group, direction, protocol, ports, peer }: Rule): string {
  return direction === "in"
    ? `open port ${ports}/${protocol} from ${peer} on ${group}`
    : `open way out ${ports}/${protocol} to ${peer} on ${group}`;
}
