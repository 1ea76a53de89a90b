import type { EgressPlan } from "./capability";
import type { ServiceFacts } from "./facts";

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

/** Its mirrors have no other, and what they serve is signed. */
export const packagesOut: EgressPlan = { description: "Packages of Ubuntu", port: 80, to: ["0.0.0.0/0"] };

interface Standing {
  /** Who stands in the group, such as `Tasks of api`. */
  readonly who: string;
  readonly services: readonly ServiceFacts[];
  readonly groupName: string;
}

/** @param linked ways out to what the services use */
export function planSecurityGroup(
  { who, services, groupName }: Standing,
  linked: readonly EgressPlan[],
): SecurityGroupPlan {
  const asked = services.flatMap(({ egress }) =>
    egress.map(({ port, to }) => ({ description: `To ${to}`, port, to: [to] })),
  );
  return {
    name: groupName,
    description: `${who}: where they connect to`,
    egress: distinct([httpsOut, ...linked, ...asked]),
  };
}

interface Reached {
  readonly who: string;
  readonly settings: ServiceFacts;
  readonly groupName: (port: number) => string;
}

/**
 * Nothing where nobody connects to the service.
 *
 * @param users services that do, beside the load balancer
 */
export function planPortGroup(
  users: readonly string[],
  { who, settings, groupName }: Reached,
): PortGroupPlan | undefined {
  if (!("port" in settings)) return undefined;
  const { kind, port } = settings;
  const from: readonly PortUser[] =
    kind === "web"
      ? [{ description: "Load balancer", peer: "load-balancer" }]
      : users.map((user) => ({ description: `Service ${user}`, peer: { service: user } }));
  if (from.length === 0) return undefined;
  return { name: groupName(port), description: `${who}: who connects to port ${port}`, port, from };
}

/** AWS refuses the same rule twice. */
function distinct(egress: readonly EgressPlan[]): readonly EgressPlan[] {
  const keys = egress.map(({ port, to }) => JSON.stringify([port, to]));
  return egress.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
}
