import {
  DescribeVpcAttributeCommand,
  paginateDescribeFlowLogs,
  paginateDescribeInternetGateways,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
} from "@aws-sdk/client-ec2";
import { allOf } from "../../delivery/aws/all-of";
import { logGroupArn } from "../../model/arn";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { sentences } from "./sentence";

type VpcFacts = {
  readonly "DNS support": boolean;
  readonly "DNS host names": boolean;
  readonly "internet gateways": number;
};

type EndpointFacts = { readonly service: string; readonly "route tables": number };

type FlowLogFacts = { readonly traffic: string; readonly destination: string; readonly role: string };

/** VPCs but for the account's default one. */
export const vpc: Area = { subject: "VPC", expected: expectedVpc, found: foundVpc };

function expectedVpc({ network, names, environment: { account } }: Intent): readonly string[] {
  if (network === undefined) return [];
  // The public subnets share a route table, each private one has its own.
  const tables = 1 + network.subnets.filter(({ tier }) => tier === "private").length;
  return [
    ...vpcSentences(network.cidr, { "DNS support": true, "DNS host names": true, "internet gateways": 1 }),
    ...endpointSentences("Gateway", { service: `com.amazonaws.${account.region}.s3`, "route tables": tables }),
    ...(network.flowLogs
      ? flowLogSentences({
          traffic: "REJECT",
          destination: logGroupArn(account, names.flowLogGroup),
          role: `arn:aws:iam::${account.accountId}:role/${names.flowLogRole}`,
        })
      : []),
  ];
}

async function foundVpc({ clients: { network: client } }: Reading): Promise<readonly string[]> {
  const vpcs = await allOf(paginateDescribeVpcs({ client }, {}), ({ Vpcs }) => Vpcs);
  const gateways = await allOf(
    paginateDescribeInternetGateways({ client }, {}),
    ({ InternetGateways }) => InternetGateways,
  );
  const endpoints = await allOf(paginateDescribeVpcEndpoints({ client }, {}), ({ VpcEndpoints }) => VpcEndpoints);
  const flowLogs = await allOf(paginateDescribeFlowLogs({ client }, {}), ({ FlowLogs }) => FlowLogs);
  const own = await Promise.all(
    vpcs
      .filter(({ IsDefault }) => !IsDefault)
      .map(async ({ VpcId, CidrBlock }) => {
        const support = await client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: "enableDnsSupport" }));
        const names = await client.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: "enableDnsHostnames" }));
        return vpcSentences(CidrBlock, {
          "DNS support": support.EnableDnsSupport?.Value ?? false,
          "DNS host names": names.EnableDnsHostnames?.Value ?? false,
          "internet gateways": gateways.filter(({ Attachments = [] }) => Attachments.some((to) => to.VpcId === VpcId))
            .length,
        });
      }),
  );
  return [
    ...own.flat(),
    ...endpoints.flatMap(({ VpcEndpointType, ServiceName = "unknown", RouteTableIds = [] }) =>
      endpointSentences(VpcEndpointType, { service: ServiceName, "route tables": RouteTableIds.length }),
    ),
    ...flowLogs.flatMap(({ TrafficType, LogDestination, DeliverLogsPermissionArn }) =>
      flowLogSentences({
        traffic: TrafficType ?? "unknown",
        destination: LogDestination ?? "unknown",
        role: DeliverLogsPermissionArn ?? "none",
      }),
    ),
  ];
}

function vpcSentences(cidr: string | undefined, facts: VpcFacts): readonly string[] {
  return sentences(`VPC ${cidr}`, facts);
}

function endpointSentences(type: string | undefined, facts: EndpointFacts): readonly string[] {
  return sentences(`${type} endpoint`, facts);
}

function flowLogSentences(facts: FlowLogFacts): readonly string[] {
  return sentences("flow log", facts);
}
