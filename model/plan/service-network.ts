import type { EgressPlan } from "./capability";
import type { EnvironmentFacts, ServiceFacts } from "./facts";

/** Who may connect to a service's tasks, and where they may connect to. */
export interface SecurityGroupPlan {
  readonly name: string;
  readonly description: string;
  readonly ingress: readonly IngressRulePlan[];
  readonly egress: readonly EgressPlan[];
}

interface IngressRulePlan {
  readonly description: string;
  readonly port: number;
  readonly from: "load-balancer" | { readonly service: string };
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

const descriptions: Readonly<Record<ServiceFacts["kind"], string>> = {
  web: "Tasks: load balancer in, HTTPS out",
  internal: "Tasks: services that use them in, HTTPS out",
  worker: "Tasks: nothing in, HTTPS out",
  job: "Tasks: nothing in, HTTPS out",
};

const httpsOut: EgressPlan = {
  description: "AWS APIs, image layers and what the program calls",
  port: 443,
  to: ["0.0.0.0/0"],
};

/** @param linked ways out to what the service uses */
export function planSecurityGroup(
  { services }: Pick<EnvironmentFacts, "services">,
  service: { readonly name: string; readonly settings: ServiceFacts; readonly groupName: string },
  linked: readonly EgressPlan[],
): SecurityGroupPlan {
  const { name, settings, groupName } = service;
  const asked = settings.egress.map(({ port, to }) => ({ description: `To ${to}`, port, to: [to] }));
  return {
    name: groupName,
    description: descriptions[settings.kind],
    ingress: ingressOf(services, name, settings),
    egress: distinct([httpsOut, ...linked, ...asked]),
  };
}

function ingressOf(
  services: EnvironmentFacts["services"],
  name: string,
  settings: ServiceFacts,
): readonly IngressRulePlan[] {
  switch (settings.kind) {
    case "web":
      return [{ description: "Load balancer", port: settings.port, from: "load-balancer" }];
    case "internal":
      return Object.entries(services)
        .filter(([, { uses }]) => uses.includes(name))
        .map(([user]) => ({ description: `Service ${user}`, port: settings.port, from: { service: user } }));
    case "worker":
    case "job":
      return [];
  }
}

/** AWS refuses the same rule twice. */
function distinct(egress: readonly EgressPlan[]): readonly EgressPlan[] {
  const keys = egress.map(({ port, to }) => JSON.stringify([port, to]));
  return egress.filter((_, index) => keys.indexOf(keys[index] ?? "") === index);
}
