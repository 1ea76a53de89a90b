import { monthlyUsd } from "../../../model/prices";

/** As the table of the decision has them: four tasks of 256 and 512 and the load balancer, with a way out. */
export const choices = {
  none: bill({ wayOut: 0, addresses: 4 }),
  "one NAT gateway": bill({ wayOut: natGateways(1), addresses: 0 }),
  "a NAT gateway in each": bill({ wayOut: natGateways(2), addresses: 0 }),
  "interface endpoints": bill({ wayOut: monthlyUsd("interfaceEndpoint", 6), addresses: 0 }),
};

function natGateways(count: number): number {
  return monthlyUsd("natGateway", count) + monthlyUsd("publicIpv4", count);
}

/** Of a week's 168 hours 60 are awake and 48 asleep, in which all but the tasks stays. */
function bill({ wayOut, addresses }: { readonly wayOut: number; readonly addresses: number }) {
  const tasks = monthlyUsd("fargateVcpu", 4 * 0.25) + monthlyUsd("fargateMemory", 4 * 0.5);
  const awakeAlone = tasks + monthlyUsd("publicIpv4", addresses);
  const both = monthlyUsd("loadBalancer", 1) + monthlyUsd("publicIpv4", 2) + wayOut;
  return { allWeek: awakeAlone + both, scheduled: (60 * awakeAlone + 108 * both) / 168 };
}
