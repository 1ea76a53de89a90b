import { httpsPort } from "../../../model/ingress-plan";
import type { EnvironmentPlan } from "../../../model/plan/environment-plan";
import type { LoadBalancerPlan } from "../../../model/plan/load-balancer-plan";
import type { OwnNetworkPlan } from "../../../model/plan/network-plan";
import type { Table } from "../table";
import type { Scope } from "../whose";
import { foundNetwork, reads } from "./network-found";
import { theLoadBalancer } from "./parties";
import { portsText } from "./ports";

/** Who reaches whom on which port. */
export const network: Table = {
  name: "network",
  reads,
  expected: expectedNetwork,
  found: foundNetwork,
};

function expectedNetwork({ plan }: Scope): readonly string[] {
  if (plan.network === undefined) return [];
  return [
    ...(plan.loadBalancer === undefined ? [] : entranceRows(plan.loadBalancer, plan)),
    ...plan.services.flatMap((service) => serviceRows(service, plan)),
    ...(plan.network.kind === "own" ? subnetRows(plan.network, plan.account.region) : []),
  ];
}

function entranceRows(
  { openTo, openPorts, agentToAgent }: LoadBalancerPlan,
  { network: own, services }: EnvironmentPlan,
): readonly string[] {
  const sources = openTo.map((block) => {
    if (block === "0.0.0.0/0") return "internet";
    return own?.kind === "own" && block === own.cidr ? "VPC" : block;
  });
  return [
    // The keys of the tokens that it validates itself.
    ...(agentToAgent.mode === "jwt" ? [`${theLoadBalancer} -> internet: ${httpsPort}`] : []),
    ...sources.map((source) => `${source} -> ${theLoadBalancer}: ${textOf(openPorts.map(({ port }) => port))}`),
    ...services.flatMap(({ name, settings }) =>
      settings.kind === "web" ? [`${theLoadBalancer} -> ${name}: ${settings.port}`] : [],
    ),
  ];
}

/** HTTPS to wherever programs call, what the settings name, and the services that it uses. */
function serviceRows(
  { name, settings }: EnvironmentPlan["services"][number],
  { services }: EnvironmentPlan,
): readonly string[] {
  const asked = [{ port: 443, to: "0.0.0.0/0" }, ...settings.egress];
  const blocks = [...new Set(asked.map(({ to }) => to))];
  return [
    ...blocks.map((block) => {
      const ports = asked.filter(({ to }) => to === block).map(({ port }) => port);
      return `${name} -> ${block === "0.0.0.0/0" ? "internet" : block}: ${textOf(ports)}`;
    }),
    ...services.flatMap(({ name: used, settings: { kind, ...facts } }) =>
      kind === "internal" && "port" in facts && settings.uses.includes(used)
        ? [`${name} -> ${used}: ${facts.port}`]
        : [],
    ),
  ];
}

function textOf(ports: readonly number[]): string {
  return portsText(ports.map((port) => ({ protocol: "tcp", fromPort: port, toPort: port })));
}

function subnetRows({ subnets, natRoutes }: OwnNetworkPlan, region: string): readonly string[] {
  return subnets.map(({ tier, zone, cidr }) => {
    const nat = natRoutes.find((route) => route.zone === zone);
    const carried = nat === undefined ? [] : [`internet, out by the NAT gateway in ${region}${nat.gatewayZone}`];
    const ways = tier === "public" ? ["internet, both ways"] : carried;
    return `subnet ${cidr} in ${region}${zone}: ${[...ways, "s3 by an endpoint"].join("; ")}`;
  });
}
