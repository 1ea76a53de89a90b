import type { EgressPlan } from "./capability";
import type { EnvironmentFacts, ServiceFacts } from "./facts";

/** Who a service's tasks are to others, and where they may connect to. */
export interface SecurityGroupPlan {
  readonly name: string;
  readonly description: string;
  readonly egress: readonly EgressPlan[];
}

/**
 * Who may connect to the port of a service's tasks. Named after the port: with another port comes another group, so that
 * tasks of before and after are both reached while the one take the place of the others.
 */
export interface PortGroupPlan {
  readonly name: string;
  readonly description: string;
  readonly port: number;
  readonly from: readonly PortUser[];
}

interface PortUser {
  readonly description: string;
  readonly peer: "load-balancer" | { readonly service: string };
}

/** Where an internal service answers, below the environment's private namespace. */
export interface DiscoveryPlan {
  readonly namespace: string;
  readonly host: string;
  readonly url: string;
}

export function planDiscovery(name: string, settings: ServiceFacts, namespace: string): DiscoveryPlan | undefined {
  if (settings.kind !== "internal") return undefined;
  const host = `${name}.${namespace}`;
  return { namespace, host, url: `http://${host}:${settings.port}` };
}

const httpsOut: EgressPlan = {
  description: "AWS APIs, image layers and what the program calls",
  port: 443,
  to: ["0.0.0.0/0"],
};

/** @param linked ways out to what the service uses */
export function planSecurityGroup(
  { name, settings, groupName }: { readonly name: string; readonly settings: ServiceFacts; readonly groupName: string },
  linked: readonly EgressPlan[],
): SecurityGroupPlan {
  const asked = settings.egress.map(({ port, to }) => ({ description: `To ${to}`, port, to: [to] }));
  return {
    name: groupName,
    description: `Tasks of ${name}: where they connect to`,
    egress: distinct([httpsOut, ...linked, ...asked]),
  };
}

/** Nothing where nobody connects to the service's tasks. */
export function planPortGroup(
  { services }: Pick<EnvironmentFacts, "services">,
  {
    name,
    settings,
    groupName,
  }: {
    readonly name: string;
    readonly settings: ServiceFacts;
    readonly groupName: (port: number) => string;
  },
): PortGroupPlan | undefined {
  if (!("port" in settings)) return undefined;
  const { kind, port } = settings;
  const users = Object.entries(services).filter(([, { uses }]) => uses.includes(name));
  const from: readonly PortUser[] =
    kind === "web"
      ? [{ description: "Load balancer", peer: "load-balancer" }]
      : users.map(([user]) => ({ description: `Service ${user}`, peer: { service: user } }));
  if (from.length === 0) return undefined;
  return { name: groupName(port), description: `Tasks of ${name}: who connects to port ${port}`, port, from };
}

/** AWS refuses the same rule twice. */
function distinct(egress: readonly EgressPlan[]): readonly EgressPlan[] {
  const keys = egress.map(({ port, to }) => JSON.stringify([port, to]));
  return egress.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
}
