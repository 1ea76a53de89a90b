import type { EnvironmentPlan } from "../../../model/plan/environment-plan";
import type { DnsFacts } from "../../../model/plan/facts";
import { isRegistered } from "../../../model/plan/host-groups";
import { type LoadBalancerPlan, requestedCertificates } from "../../../model/plan/load-balancer-plan";
import type { ServicePlan } from "../../../model/plan/service-plan";
import { isCarried, oldestProviderVersion, type ProviderFeature } from "../../../model/provider-features";
import type { Table } from "../table";
import type { Scope } from "../whose";
import { foundNames, reads } from "./names-found";
import {
  certificateRow,
  clientCertificate,
  conditionOn,
  failoverText,
  hostRow,
  ofNobody,
  refused,
  ruleRow,
  scheduleRow,
  tasksRow,
  toHttps,
  token,
  validated,
} from "./names-words";

/** Which name and path leads to which service. */
export const names: Table = {
  name: "names",
  reads,
  expected: expectedNames,
  found: foundNames,
};

function expectedNames({ plan }: Scope): readonly string[] {
  const { loadBalancer, dns, services, schedule: ofEnvironment } = plan;
  return [
    ...(dns === undefined ? [] : [`zone ${dns.zone.name}`]),
    ...(loadBalancer === undefined ? [] : entranceRows(loadBalancer, plan)),
    ...services.flatMap(({ name, scaling, placement, discovery, schedule, names: { taskFamily } }) => [
      ...(scaling === undefined || placement.runtime === "ec2" ? [] : [tasksRow(name, scaling.minimumTasks)]),
      ...(discovery !== undefined && isRegistered({ discovery, placement }) ? [`${discovery.host} -> ${name}`] : []),
      ...(schedule === undefined
        ? []
        : [scheduleRow(taskFamily, schedule.expression, schedule.timezone, schedule.role.name)]),
    ]),
    ...(ofEnvironment === undefined ? [] : triggerRows(ofEnvironment)),
  ];
}

function triggerRows({ triggers, functionName, facts, schedulerRole }: NonNullable<EnvironmentPlan["schedule"]>) {
  return triggers.map(({ expression }) =>
    scheduleRow(`function ${functionName}`, expression, facts.timezone, schedulerRole.name),
  );
}

function entranceRows(entrance: LoadBalancerPlan, plan: EnvironmentPlan): readonly string[] {
  const { hosts, protocol } = entrance;
  const { dns } = plan;
  return [
    ...(protocol === "http" || dns === undefined
      ? []
      : hosts.map((host) =>
          hostRow({ host, certifiedPorts: certifiedPorts(host, entrance), failover: failoverOf(dns, plan) }),
        )),
    ...requestedCertificates(entrance).map((host) => certificateRow([host], validated)),
    ...ruleRows(entrance, plan),
  ];
}

/** Agents with a client certificate call the first name, unless one certificate is for all of them. */
function certifiedPorts(host: string, { hosts, certificate, agentToAgent }: LoadBalancerPlan): readonly number[] {
  const isForAgents = agentToAgent.mode === "mutual-tls" && (typeof certificate === "object" || host === hosts[0]);
  return isForAgents ? [443, 8443] : [443];
}

function failoverOf({ failover }: DnsFacts, { services, loadBalancer }: EnvironmentPlan): string {
  if (failover === "none") return "";
  const settings = services.find(({ name }) => name === loadBalancer?.defaultService)?.settings;
  const path = settings?.kind === "web" ? settings.healthCheckPath : "";
  return failoverText(failover, `HTTPS load balancer:443${path}`);
}

/** Agents of other clouds first, then the routes, then the rest. */
function ruleRows(entrance: LoadBalancerPlan, { services }: EnvironmentPlan): readonly string[] {
  const { protocol, routes, defaultService, agentToAgent } = entrance;
  const serviceOf = (service: string | undefined) => services.find(({ name }) => name === service);
  const targetOf = (service: string | undefined) => {
    const settings = serviceOf(service)?.settings;
    return `${service}:${settings !== undefined && "port" in settings ? settings.port : "no port"}`;
  };
  const port = protocol === "https" ? 443 : 80;
  const any = { hosts: [], paths: [], asks: "" } as const;
  const agents = { ...any, priority: 10, paths: agentToAgent.paths };
  const isMutual = agentToAgent.mode === "mutual-tls";
  return [
    ...(protocol === "https" ? [{ ...any, port: 80, priority: "default", target: toHttps } as const] : []),
    agentToAgent.mode === "jwt"
      ? { ...agents, port, asks: tokenOf(agentToAgent), target: targetOf(agentToAgent.service) }
      : { ...agents, port, target: refused },
    ...routes.map(({ service, priority, host, paths, header }) => ({
      ...any,
      asks: header === undefined ? "" : conditionOn("http-header"),
      port,
      priority,
      hosts: host === undefined ? [] : [host],
      paths,
      target: [targetOf(service), ...unused(serviceOf(service)?.deployment)].sort().join(", "),
    })),
    { ...any, port, priority: "default", target: targetOf(defaultService) } as const,
    ...(isMutual
      ? ([
          { ...agents, port: 8443, asks: clientCertificate, target: targetOf(agentToAgent.service) },
          { ...any, port: 8443, priority: "default", asks: clientCertificate, target: refused },
        ] as const)
      : []),
  ].map(ruleRow);
}

/** Where the rehearsal's provider cannot let ECS shift, nobody is ever in the second target group. */
function unused(deployment: ServicePlan["deployment"]): readonly string[] {
  const [, second] = deployment?.targetGroups ?? [];
  return second === undefined || carried("ecs-blue-green") ? [] : [ofNobody(second)];
}

/** Where the rehearsal's provider cannot carry the check, only the forwarding is left. */
function tokenOf({ settings }: LoadBalancerPlan["agentToAgent"]): string {
  if (settings === undefined || !("jwt" in settings) || !carried("alb-jwt-validation")) return "";
  const { issuer, jwksUrl, audience } = settings.jwt;
  return token(issuer, jwksUrl, [`aud ${audience}`]);
}

function carried(feature: ProviderFeature): boolean {
  return isCarried(feature, { providerVersion: oldestProviderVersion });
}
