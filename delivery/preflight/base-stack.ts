import { paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { paginateDescribeSubnets, paginateDescribeVpcs } from "@aws-sdk/client-ec2";
import { paginateListAliases } from "@aws-sdk/client-kms";
import { GetParametersCommand } from "@aws-sdk/client-ssm";
import type { Environment } from "../../config/schema/environment";
import { environmentNames, serviceNames } from "../../model/naming";
import { baseStackName } from "../../model/stack-names";
import { allOf } from "../aws/all-of";
import { allThere, type Finding, missing, ok, type Question } from "./answer";
import type { PreflightClients } from "./clients";

/** What outlives the runtime. */
export function baseStackQuestions(environment: Environment, clients: PreflightClients): readonly Question[] {
  const { name, namePrefix, account, services } = environment;
  const wayOut = `apply ${baseStackName(name)} first`;
  const names = environmentNames(namePrefix, account.accountId);
  const own = Object.keys(services).map((service) => serviceNames(namePrefix, service));
  return [
    { subject: "network", find: () => networkFinding(environment, clients, wayOut) },
    {
      subject: "digest parameters",
      find: async () => {
        const wanted = own.map(({ imageDigestParameter }) => imageDigestParameter);
        const { Parameters = [] } = await clients.parameters.send(new GetParametersCommand({ Names: wanted }));
        const found = Parameters.map(({ Name }) => Name);
        return allThere(wanted.join(", "), without(wanted, found), wayOut);
      },
    },
    {
      subject: "log groups",
      find: async () => {
        const wanted = own.map(({ logGroup }) => logGroup);
        const pages = paginateDescribeLogGroups(
          { client: clients.logs },
          { logGroupNamePrefix: `/ecs/${namePrefix}/` },
        );
        const found = await allOf(pages, ({ logGroups }) => logGroups);
        const foundNames = found.map(({ logGroupName }) => logGroupName);
        return allThere(wanted.join(", "), without(wanted, foundNames), wayOut);
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

async function networkFinding(
  { network, namePrefix }: Environment,
  { network: client }: PreflightClients,
  wayOut: string,
): Promise<Finding> {
  if ("existingVpc" in network) {
    const { vpcId, publicSubnetIds, privateSubnetIds } = network.existingVpc;
    const pages = paginateDescribeSubnets({ client }, { Filters: [{ Name: "vpc-id", Values: [vpcId] }] });
    const found = (await allOf(pages, ({ Subnets }) => Subnets)).map(({ SubnetId }) => SubnetId);
    const absent = without([...publicSubnetIds, ...privateSubnetIds], found);
    return allThere(vpcId, absent, `correct network.existingVpc: these are no subnets of ${vpcId}`);
  }
  const byName = { Filters: [{ Name: "tag:Name", Values: [environmentNames(namePrefix, "").vpc] }] };
  const vpcs = await allOf(paginateDescribeVpcs({ client }, byName), ({ Vpcs }) => Vpcs);
  const [vpc, ...others] = vpcs;
  if (vpc?.VpcId === undefined) return missing(`there is no VPC named ${namePrefix}; ${wayOut}`);
  if (others.length > 0) return missing(`${vpcs.length} VPCs are named ${namePrefix}; rename those of others`);
  const pages = paginateDescribeSubnets({ client }, { Filters: [{ Name: "vpc-id", Values: [vpc.VpcId] }] });
  const subnets = await allOf(pages, ({ Subnets }) => Subnets);
  return subnets.length >= subnetsOfOwnVpc
    ? ok(`${vpc.VpcId} with ${subnets.length} subnets`)
    : missing(`${vpc.VpcId} has ${subnets.length} of ${subnetsOfOwnVpc} subnets; ${wayOut}`);
}

/** Two public and two private ones. */
const subnetsOfOwnVpc = 4;

function without(wanted: readonly string[], found: readonly (string | undefined)[]): readonly string[] {
  return wanted.filter((name) => !found.includes(name));
}
