import { isList, type JsonObject } from "../json";
import type { BilledLine, PriceContext } from "./billed-line";
import { gigabytesPerMonth, loadBalancerUnits } from "./usage";

/** What AWS asks for; of a load balancer whose subnets are not known before it is applied. */
const fewestZones = 2;

/** One that faces the internet has a public address in each of its zones, and sends its answers there. */
export function loadBalancerLines({ internal, subnets }: JsonObject, { usage }: PriceContext): readonly BilledLine[] {
  const zones = isList(subnets) && subnets.length > 0 ? subnets.length : fewestZones;
  const lines: readonly BilledLine[] = [
    { what: "load balancer", quantity: 1, price: "loadBalancer", billed: "while it exists" },
    {
      what: "capacity of the load balancer",
      quantity: loadBalancerUnits(usage),
      price: "loadBalancerCapacity",
      billed: "while awake",
      assumes: "requestsPerDay",
    },
  ];
  if (internal === true) return lines;
  return [
    ...lines,
    { what: "public addresses of the load balancer", quantity: zones, price: "publicIpv4", billed: "while it exists" },
    {
      what: "traffic to the internet",
      quantity: gigabytesPerMonth(usage.megabytesOutPerDay),
      price: "trafficOut",
      billed: "while awake",
      assumes: "megabytesOutPerDay",
    },
  ];
}
