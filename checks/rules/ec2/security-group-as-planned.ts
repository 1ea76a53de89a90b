import { openingText } from "../../../model/design";
import { nfsPort } from "../../../model/file-system-policy";
import { httpsPort } from "../../../model/ingress-plan";
import type { EgressPlan } from "../../../model/plan/capability";
import type { EnvironmentPlan } from "../../../model/plan/environment-plan";
import type { LoadBalancerPlan } from "../../../model/plan/load-balancer-plan";
import type { ServicePlan } from "../../../model/plan/service-plan";
import { type Part, partsOf, partText } from "../../parts";
import type { Fault, Rule } from "../../rule";
import { type Resource, resourcesOfType, type Template } from "../../template";

export const securityGroupAsPlanned: Rule = {
  id: "security-group-as-planned",
  severity: "HIGH",
  title: "Each security group has the openings of the plan: no other port, and no other peer",
  why: "scanners mind the whole internet alone: a foreign block, a prefix list or another group passes them",
  evaluate: (template, plans) => {
    const planned = new Map(plans.flatMap((plan) => [...plannedGroups(plan)]));
    return resourcesOfType(template, "aws_security_group").flatMap((group) =>
      faultsOf(group, openingsIn(template, group), planned.get(String(group.body.name)) ?? []),
    );
  },
};

function faultsOf(resource: Resource, found: readonly string[], planned: readonly string[]): readonly Fault[] {
  return [
    ...found
      .filter((opening) => !planned.includes(opening))
      .map((opening) => ({
        resource,
        message: `nobody has planned ${opening}`,
        remedy: `plan it in the environment's settings, or take it out; planned is ${planned.join(", ") || "nothing"}`,
      })),
    ...planned
      .filter((opening) => !found.includes(opening))
      .map((opening) => ({ resource, message: `${opening} is planned and not there`, remedy: "bring it back" })),
  ];
}

/** With other groups of the template by their names. */
function openingsIn(template: Template, group: Resource): readonly string[] {
  const groups = [...template.resources, ...template.dataSources].filter(({ type }) => type === "aws_security_group");
  return partsOf(group)
    .filter(isOpening)
    .map((part) =>
      partText(part).replace(
        /((?:data\.)?aws_security_group\.[\w-]+)\.id$/,
        (id, address) => peerOf(groups.find((other) => other.address === address)?.body.name) ?? id,
      ),
    );
}

function isOpening({ kind }: Part): boolean {
  return kind === "opening";
}

function peerOf(name: unknown): string | undefined {
  return typeof name === "string" ? `group ${name}` : undefined;
}

const everyPort = { from: 0, to: 65_535 };
const onePort = (port: number) => ({ from: port, to: port });

/** Openings by the group's name. */
function plannedGroups({
  services,
  loadBalancer,
  capabilities,
}: EnvironmentPlan): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ...services.flatMap((service) => groupsOf(service, services, loadBalancer)),
    ...volumeGroups(capabilities.volumes),
    ...(loadBalancer === undefined ? [] : [[loadBalancer.securityGroup, openingsOf(loadBalancer, services)] as const]),
  ]);
}

function groupsOf(
  { placement: { securityGroup, portGroup } }: ServicePlan,
  services: readonly ServicePlan[],
  loadBalancer: LoadBalancerPlan | undefined,
) {
  const out = securityGroup.egress.flatMap(({ port, to }) =>
    peersOf(to, services).map((peer) => opening("egress", onePort(port), peer)),
  );
  const tasks = [securityGroup.name, out] as const;
  if (portGroup === undefined) return [tasks];
  const users = portGroup.from.map(({ peer }) =>
    peer === "load-balancer" ? `group ${loadBalancer?.securityGroup}` : taskGroup(services, peer.service),
  );
  return [tasks, [portGroup.name, users.map((user) => opening("ingress", onePort(portGroup.port), user))] as const];
}

function peersOf(to: EgressPlan["to"], services: readonly ServicePlan[]): readonly string[] {
  if ("service" in to) return [taskGroup(services, to.service)];
  return "group" in to ? [`group ${to.group.key}`] : to;
}

/** Mount targets let in whoever stands in the clients' group, which opens nothing by itself. */
function volumeGroups({ groups }: EnvironmentPlan["capabilities"]["volumes"]) {
  if (groups === undefined) return [];
  return [[groups.mountTargets, [opening("ingress", onePort(nfsPort), `group ${groups.clients}`)]] as const];
}

/** Out to tasks of the web, whose own groups say on which port, and to whoever signs tokens. */
function openingsOf(
  { openPorts, openTo, agentToAgent }: LoadBalancerPlan,
  services: readonly ServicePlan[],
): readonly string[] {
  return [
    ...openPorts.flatMap(({ port }) => openTo.map((cidr) => opening("ingress", onePort(port), cidr))),
    ...services
      .filter(({ kind }) => kind === "web")
      .map(({ name }) => opening("egress", everyPort, taskGroup(services, name))),
    ...(agentToAgent.mode === "jwt" ? [opening("egress", onePort(httpsPort), "0.0.0.0/0")] : []),
  ];
}

function taskGroup(services: readonly ServicePlan[], name: string): string {
  return `group ${services.find((service) => service.name === name)?.placement.securityGroup.name}`;
}

function opening(
  direction: "ingress" | "egress",
  ports: { readonly from: number; readonly to: number },
  peer: string,
): string {
  return openingText({ direction, protocol: "tcp", ...ports, peer });
}
