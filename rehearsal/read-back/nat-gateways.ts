import { DescribeAddressesCommand, paginateDescribeNatGateways } from "@aws-sdk/client-ec2";
import { allOf } from "../../delivery/aws/all-of";
import { planNat } from "../../model/nat-plan";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { labels } from "./labels";
import { sentences } from "./sentence";

type NatGatewayFacts = {
  readonly state: string;
  readonly connectivity: string;
  readonly "elastic addresses": number;
};

/** NAT gateways, and elastic addresses, which cost money with or without one. */
export const natGateways: Area = { subject: "NAT gateways", expected: expectedGateways, found: foundGateways };

function expectedGateways({ network }: Intent): readonly string[] {
  if (network === undefined) return [];
  const publicSubnets = network.subnets.filter(({ tier }) => tier === "public");
  const plan = planNat(
    network.nat,
    publicSubnets.map(({ zone }) => zone),
  );
  return publicSubnets
    .filter((subnet) => plan.some(({ gatewayZone }) => gatewayZone === subnet.zone))
    .flatMap(({ cidr }) =>
      gatewaySentences(labels.subnet(cidr), { state: "available", connectivity: "public", "elastic addresses": 1 }),
    );
}

async function foundGateways({ clients: { network }, label }: Reading): Promise<readonly string[]> {
  const { Addresses = [] } = await network.send(new DescribeAddressesCommand({}));
  const all = await allOf(paginateDescribeNatGateways({ client: network }, {}), ({ NatGateways }) => NatGateways);
  const gateways = all.filter(({ State }) => State !== "deleted");
  const used = new Set(
    gateways.flatMap(({ NatGatewayAddresses = [] }) => NatGatewayAddresses.map(({ AllocationId }) => AllocationId)),
  );
  const unused = Addresses.filter(({ AllocationId }) => !used.has(AllocationId));
  return [
    ...gateways.flatMap((gateway) =>
      gatewaySentences(label(gateway.SubnetId), {
        state: gateway.State ?? "unknown",
        connectivity: gateway.ConnectivityType ?? "unknown",
        "elastic addresses": gateway.NatGatewayAddresses?.length ?? 0,
      }),
    ),
    ...unused.map(({ AllocationId }) => `elastic address ${AllocationId} of no NAT gateway`),
  ];
}

function gatewaySentences(subnet: string, facts: NatGatewayFacts): readonly string[] {
  return sentences(`NAT gateway in ${subnet}`, facts);
}
