import { paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { paginateDescribeSubnets, paginateDescribeVpcs } from "@aws-sdk/client-ec2";
import { paginateListAliases } from "@aws-sdk/client-kms";
import { GetParametersCommand } from "@aws-sdk/client-ssm";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import type { NetworkPlan } from "../../model/plan/network-plan";
import { allOf } from "../aws/all-of";
import { allThere, type Finding, missing, ok, type Question } from "./answer";
import type { PreflightClients } from "./clients";

/** What outlives the runtime. */
export function baseStackQuestions(plan: EnvironmentPlan, clients: PreflightClients): readonly Question[] {
  const { names, services, stacks, network } = plan;
  const wayOut = `apply ${stacks.base} first`;
  return [
    ...(network === undefined ? [] : [{ subject: "network", find: () => networkFinding(network, clients, wayOut) }]),
    {
      subject: "digest parameters",
      find: async () => {
        const wanted = services.map(({ names: { imageDigestParameter } }) => imageDigestParameter);
        const { Parameters = [] } = await clients.parameters.send(new GetParametersCommand({ Names: wanted }));
        const found = Parameters.map(({ Name }) => Name);
        return allThere(wanted.join(", "), without(wanted, found), wayOut);
      },
    },
    {
      subject: "log groups",
      find: async () => {
        const wanted = services.map(({ logGroup }) => logGroup.name);
        const found = await Promise.all(wanted.map((group) => logGroupNames(clients, group)));
        return allThere(wanted.join(", "), without(wanted, found.flat()), wayOut);
      },
    },
    {
      subject: "encryption key",
      find: async () => {
        const aliases = await allOf(paginateListAliases({ client: clients.keys }, {}), ({ Aliases }) => Aliases);
        const found = aliases.map(({ AliasName }) => AliasName);
        return allThere(names.encryptionKeyAlias, without([names.encryptionKeyAlias], found), wayOut);
      },
    },
  ];
}

/** Those that begin with the name. */
async function logGroupNames({ logs: client }: PreflightClients, logGroupNamePrefix: string) {
  const groups = await allOf(
    paginateDescribeLogGroups({ client }, { logGroupNamePrefix }),
    ({ logGroups }) => logGroups,
  );
  return groups.map(({ logGroupName }) => logGroupName);
}

async function networkFinding(
  network: NetworkPlan,
  { network: client }: PreflightClients,
  wayOut: string,
): Promise<Finding> {
  if (network.kind === "existing") {
    const { vpcId, publicSubnetIds, privateSubnetIds } = network;
    const pages = paginateDescribeSubnets({ client }, { Filters: [{ Name: "vpc-id", Values: [vpcId] }] });
    const found = (await allOf(pages, ({ Subnets }) => Subnets)).map(({ SubnetId }) => SubnetId);
    const absent = without([...publicSubnetIds, ...privateSubnetIds], found);
    return allThere(vpcId, absent, `correct network.existingVpc: these are no subnets of ${vpcId}`);
  }
  const byName = { Filters: [{ Name: "tag:Name", Values: [network.names.vpc] }] };
  const vpcs = await allOf(paginateDescribeVpcs({ client }, byName), ({ Vpcs }) => Vpcs);
  const [vpc, ...others] = vpcs;
  if (vpc?.VpcId === undefined) return missing(`there is no VPC named ${network.names.vpc}; ${wayOut}`);
  if (others.length > 0) return missing(`${vpcs.length} VPCs are named ${network.names.vpc}; rename those of others`);
  const pages = paginateDescribeSubnets({ client }, { Filters: [{ Name: "vpc-id", Values: [vpc.VpcId] }] });
  const subnets = await allOf(pages, ({ Subnets }) => Subnets);
  const wanted = network.subnets.length;
  return subnets.length >= wanted
    ? ok(`${vpc.VpcId} with ${subnets.length} subnets`)
    : missing(`${vpc.VpcId} has ${subnets.length} of ${wanted} subnets; ${wayOut}`);
}

function without(wanted: readonly string[], found: readonly (string | undefined)[]): readonly string[] {
  return wanted.filter((name) => !found.includes(name));
}
