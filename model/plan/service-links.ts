import { linkVariable } from "../link-variable";
import type { CapabilityPlan, EgressPlan, Link, PlannedResource } from "./capability";
import type { ServiceFacts } from "./facts";
import type { PlannedStatement } from "./planned-text";
import { planDiscovery } from "./service-network";

/** Everything in an environment that a service can name. */
export interface Linkable {
  readonly services: Readonly<Record<string, ServiceFacts>>;
  readonly resources: readonly PlannedResource[];
  readonly discoveryNamespace: string;
}

export function resourcesOf(
  plans: Readonly<Record<string, CapabilityPlan<PlannedResource>>>,
): readonly PlannedResource[] {
  return Object.values(plans).flatMap(({ resources }) => resources);
}

/** All that a service gets from what it names, joined. */
export function linksOf(settings: ServiceFacts, linkable: Linkable): Link {
  const consumed =
    settings.kind === "worker" ? linkable.resources.find(({ name }) => name === settings.consumes) : undefined;
  const mounted = Object.keys("volumes" in settings ? settings.volumes : {}).map(
    (volume) => linkable.resources.find(({ name }) => name === volume)?.mounted,
  );
  const links = [consumed?.consumes, ...settings.uses.map((name) => useOf(name, linkable)), ...mounted].filter(
    (link) => link !== undefined,
  );
  return {
    variables: Object.fromEntries(links.flatMap(({ variables }) => Object.entries(variables))),
    statements: withDistinctSids(links.flatMap(({ statements }) => statements)),
    egress: links.flatMap(({ egress }) => egress),
  };
}

function useOf(name: string, { services, resources, discoveryNamespace }: Linkable): Link | undefined {
  const service = services[name];
  const discovery = service === undefined ? undefined : planDiscovery(name, service, discoveryNamespace);
  if (discovery === undefined) return resources.find((resource) => resource.name === name)?.uses;
  return {
    variables: { [linkVariable(name, "URL")]: discovery.url },
    statements: [],
    egress: service !== undefined && "port" in service ? [wayTo(name, service.port)] : [],
  };
}

function wayTo(service: string, port: number): EgressPlan {
  return { description: `Service ${service}`, port, to: { service } };
}

/** IAM wants each statement's id once in a policy. */
export function withDistinctSids(statements: readonly PlannedStatement[]): readonly PlannedStatement[] {
  return statements.map((statement, index) => {
    const earlier = statements.slice(0, index).filter(({ sid }) => sid === statement.sid).length;
    return earlier === 0 ? statement : { ...statement, sid: `${statement.sid}${earlier + 1}` };
  });
}
