import { loadBalancerIdleTimeoutSeconds } from "../connection-times";
import { httpPort, httpsPort, mutualTlsPort, type OpenPort, planIngress } from "../ingress-plan";
import { logRetention } from "../log-retention";
import { certificateParameterPath, type EnvironmentNames, trustStoreName } from "../naming";
import type { AgentToAgentFacts, EnvironmentFacts, LoadBalancerFacts, RouteFacts, WebFacts } from "./facts";
import { lastPriority, routePriority, testPriority } from "./route-priority";
import { testHeader } from "./service-deployment";

interface RoutePlan {
  /** Id of its construct. */
  readonly id: string;
  readonly service: string;
  /** The lower goes first. */
  readonly priority: number;
  readonly host: string | undefined;
  readonly paths: readonly string[];
  /** Asked for beside that by who tries the new tasks of a blue/green service; absent of what everybody takes. */
  readonly header: { readonly name: string; readonly value: string } | undefined;
}

/** Calls of agents of other clouds, and how they are let in; `refused` on plain HTTP whatever the settings ask. */
interface AgentToAgentPlan {
  readonly mode: "jwt" | "mutual-tls" | "refused";
  readonly paths: readonly string[];
  /** Where the calls go; absent where nothing takes them. */
  readonly service: string | undefined;
  readonly settings: AgentToAgentFacts | undefined;
}

interface KeptCertificatePlan {
  readonly domain: string;
  readonly parameter: string;
}

/** The one load balancer of the environment, with everything that it listens on and leads to. */
export interface LoadBalancerPlan {
  readonly name: string;
  readonly scheme: LoadBalancerFacts["scheme"];
  readonly securityGroup: string;
  readonly logsBucket: string;
  readonly logRetentionDays: number;
  readonly trustStore: string;
  readonly idleTimeoutSeconds: number;
  readonly subnetTier: "public" | "private";
  readonly protocol: "https" | "http";
  readonly openPorts: readonly OpenPort[];
  /** Address blocks that reach the open ports. */
  readonly openTo: readonly string[];
  /** Each name that it answers to, with where its certificate is from; none on plain HTTP. */
  readonly hosts: readonly string[];
  /** `kept`: the base stack holds it, as the runtime is torn down each weekend. */
  readonly certificate: { readonly arn: string } | "requested" | "kept" | "none";
  /** Certificates of the base stack, each with the parameter that tells its ARN: also of names of before, which are in use until the runtime is applied. */
  readonly keptCertificates: readonly KeptCertificatePlan[];
  /** Parent of these parameters; absent where none is kept. */
  readonly certificateParameterPath: string | undefined;
  /** Gets what no route names. */
  readonly defaultService: string;
  /** In the order in which they are asked. */
  readonly routes: readonly RoutePlan[];
  readonly agentToAgent: AgentToAgentPlan;
  /** Without one the environment answers on the load balancer's own name, which AWS gives. */
  readonly publicUrl: string | undefined;
  /** Where agents with a client certificate call. */
  readonly agentToAgentUrl: string | undefined;
}

/** Nothing where no service is of the web. */
export function planLoadBalancer(facts: EnvironmentFacts, names: EnvironmentNames): LoadBalancerPlan | undefined {
  const web = Object.entries(facts.services).flatMap(([name, settings]) =>
    settings.kind === "web" ? [{ name, settings }] : [],
  );
  const defaultService = (web.find(({ settings }) => settings.routes.length === 0) ?? web[0])?.name;
  if (defaultService === undefined) return undefined;
  const called = web.find(({ settings }) => settings.agentToAgent !== undefined);
  const settings = called?.settings.agentToAgent;
  const ingress = planIngress({ dns: facts.dns, agentToAgent: settings });
  const { scheme, certificateArn, allowedCidrs } = facts.loadBalancer ?? internetFacing;
  const routes = inOrder(web.flatMap((service) => routesOf(service.name, service.settings)));
  const hosts = ingress.protocol === "http" ? [] : hostsOf(facts, routes);
  const certificate = certificateOf(ingress.protocol, certificateArn, facts.schedule);
  const tests = web
    .filter(({ settings: { deployment } }) => deployment.strategy === "blue-green")
    .flatMap(({ name }) => routes.filter(({ service }) => service === name).map(testRoute));
  return {
    name: names.loadBalancer,
    scheme,
    securityGroup: names.loadBalancerSecurityGroup,
    logsBucket: names.loadBalancerLogsBucket,
    logRetentionDays: logRetention(facts.production).accessLogDays,
    trustStore: trustStoreName(facts.namePrefix),
    idleTimeoutSeconds: loadBalancerIdleTimeoutSeconds(web.map(({ settings: { longLived } }) => ({ longLived }))),
    subnetTier: scheme === "internal" ? "private" : "public",
    protocol: ingress.protocol,
    openPorts: scheme === "internal" ? ingress.openPorts.map(internalPort) : ingress.openPorts,
    openTo: scheme === "internet-facing" ? ["0.0.0.0/0"] : (allowedCidrs ?? ownCidrs(facts)),
    hosts,
    certificate,
    ...(certificate === "kept" ? keptCertificates(facts, hosts) : noneKept),
    defaultService,
    routes: [...inOrder(tests), ...routes],
    agentToAgent: {
      mode: ingress.agentToAgent,
      paths: agentToAgentPaths(settings?.path ?? defaultAgentToAgentPath),
      service: called?.name,
      settings,
    },
    publicUrl: ingress.publicUrl,
    agentToAgentUrl: ingress.agentToAgentUrl,
  };
}

/** The certificate authorities whose clients are let in, kept outside of the environment. */
export function caBundleOf(loadBalancer: LoadBalancerPlan | undefined) {
  const settings = loadBalancer?.agentToAgent.settings;
  return settings !== undefined && "mutualTls" in settings ? settings.mutualTls.caBundle : undefined;
}

/** Names for which the environment's stacks ask for a certificate. */
export function requestedCertificates({ certificate, hosts, keptCertificates }: LoadBalancerPlan): readonly string[] {
  if (certificate === "kept") return keptCertificates.map(({ domain }) => domain);
  return certificate === "requested" ? hosts : [];
}

export const defaultAgentToAgentPath = "/a2a";

function agentToAgentPaths(path: string): readonly string[] {
  return [path, `${path}/*`];
}

function routesOf(service: string, { routes, deployment }: WebFacts): readonly RoutePlan[] {
  // ECS shifts rules, and the default action of a listener is none.
  if (routes.length === 0 && deployment.strategy === "blue-green") {
    const everything = { host: undefined, paths: ["/*"], header: undefined };
    return [{ id: `${service}-rest`, service, priority: lastPriority, ...everything }];
  }
  return routes.map((route: RouteFacts, index) => ({
    id: index === 0 ? `${service}-route` : `${service}-route-${index}`,
    service,
    priority: routePriority(route),
    host: route.host,
    paths: route.paths,
    header: undefined,
  }));
}

function testRoute(route: RoutePlan): RoutePlan {
  return { ...route, id: `${route.service}-test-route`, priority: testPriority(route.priority), header: testHeader };
}

/** Two routes that would share a priority stand side by side. */
function inOrder(routes: readonly RoutePlan[]): readonly RoutePlan[] {
  const sorted = [...routes].sort((left, right) => left.priority - right.priority || (left.id < right.id ? -1 : 1));
  let last = 0;
  return sorted.map((route) => {
    last = Math.max(route.priority, last + 1);
    return { ...route, priority: last };
  });
}

function hostsOf({ dns }: EnvironmentFacts, routes: readonly RoutePlan[]): readonly string[] {
  const named = routes.flatMap(({ host }) => host ?? []).sort();
  return [...new Set([...(dns === undefined ? [] : [dns.domain]), ...named])];
}

function certificateOf(
  protocol: LoadBalancerPlan["protocol"],
  arn: string | undefined,
  schedule: EnvironmentFacts["schedule"],
): LoadBalancerPlan["certificate"] {
  if (protocol === "http") return "none";
  if (arn !== undefined) return { arn };
  return schedule?.weekend === "teardown" ? "kept" : "requested";
}

function keptCertificates(
  { namePrefix, dns }: EnvironmentFacts,
  hosts: readonly string[],
): Pick<LoadBalancerPlan, "keptCertificates" | "certificateParameterPath"> {
  const path = certificateParameterPath(namePrefix);
  const domains = [...new Set([...hosts, ...(dns?.formerDomains ?? [])])];
  return {
    keptCertificates: domains.map((domain) => ({ domain, parameter: `${path}/${domain}` })),
    certificateParameterPath: path,
  };
}

const noneKept = { keptCertificates: [], certificateParameterPath: undefined };

const internetFacing: LoadBalancerFacts = { scheme: "internet-facing" };

function ownCidrs({ network }: EnvironmentFacts): readonly string[] {
  return network !== undefined && "cidr" in network ? [network.cidr] : [];
}

const internalPurposes: ReadonlyMap<number, string> = new Map([
  [httpPort, "HTTP from the allowed networks"],
  [httpsPort, "HTTPS from the allowed networks"],
  [mutualTlsPort, "Agents with a client certificate"],
]);

function internalPort({ port, purpose }: OpenPort): OpenPort {
  return { port, purpose: internalPurposes.get(port) ?? purpose };
}
