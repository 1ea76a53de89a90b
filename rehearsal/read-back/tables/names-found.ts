import type { CertificateDetail } from "@aws-sdk/client-acm";
import { type Listener, type ListenerRule, type LoadBalancer, targetGroupArns } from "../readers/load-balancing";
import type { Zone, ZoneRecord } from "../readers/names";
import type { Service } from "../readers/tasks";
import type { Read } from "../table";
import type { Scope } from "../whose";
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

export const reads = [
  "certificates",
  "loadBalancers",
  "privateNames",
  "schedules",
  "services",
  "targetGroups",
  "zones",
] as const;
type Readers = Read<typeof reads>;

export async function foundNames(account: Readers, { plan, others }: Scope): Promise<readonly string[]> {
  const balancers = await account.loadBalancers();
  const services = await account.services();
  const certificates = await account.certificates();
  const zones = (await account.zones()).filter(({ isPrivate }) => !isPrivate);
  const elsewhere = others.flatMap(({ loadBalancer }) => loadBalancer?.hosts ?? []);
  const groupName = new Map((await account.targetGroups()).map(({ arn, name }) => [arn, name]));
  const ofGroup = (arn: string) => {
    const targets = services.flatMap(({ name, targets: all }) =>
      all.filter(({ targetGroupArn }) => targetGroupArn === arn).map(({ port }) => `${name}:${port}`),
    );
    return targets.length === 0 ? [ofNobody(groupName.get(arn) ?? arn)] : targets;
  };
  return [
    ...balancers.flatMap(({ listeners }) => listeners.flatMap((listener) => ruleRows(listener, ofGroup))),
    ...zones.flatMap((zone) => [
      `zone ${zone.name}`,
      ...recordRows(without(elsewhere, zone), { balancers, certificates }),
    ]),
    // One that the settings only name is renewed by somebody else.
    ...certificates
      .filter(({ CertificateArn }) => CertificateArn !== importedArn(plan))
      .filter(({ DomainName = "" }) => !elsewhere.includes(DomainName))
      .map((certificate) => certificateRow(namesOf(certificate), stateOf(certificate, zones))),
    ...services.map(({ name, desiredTasks }) => tasksRow(name, desiredTasks)),
    ...(await account.privateNames()).map(({ name, registryArn }) => `${name} -> ${registered(services, registryArn)}`),
    ...(await account.schedules()).map(({ starts, expression, timezone, role, isOn }) =>
      isOn ? scheduleRow(starts, expression, timezone, role) : `${starts} is started by nobody: its schedule is off`,
    ),
  ];
}

/** Several environments may have their names in one zone. */
function without(hosts: readonly string[], zone: Zone): Zone {
  return { ...zone, records: zone.records.filter(({ name }) => !hosts.includes(name)) };
}

function importedArn({ loadBalancer }: Scope["plan"]): string | undefined {
  const certificate = loadBalancer?.certificate;
  return typeof certificate === "object" ? certificate.arn : undefined;
}

function registered(services: readonly Service[], arn: string): string {
  const found = services.filter(({ registryArns }) => registryArns.includes(arn)).map(({ name }) => name);
  return found.length === 0 ? "nobody" : found.join(", ");
}

function ruleRows({ port, rules, asksForCertificate }: Listener, ofGroup: (arn: string) => readonly string[]) {
  return rules.map((rule) => {
    const { priority, hosts, paths, furtherConditions } = rule;
    const asks = [
      asksForCertificate ? clientCertificate : "",
      ...furtherConditions.map(conditionOn),
      ...rule.actions.map(tokenText),
    ].join("");
    return ruleRow({ port, priority, hosts, paths, asks, target: targetText(rule, ofGroup) });
  });
}

function tokenText({ JwtValidationConfig: config }: ListenerRule["actions"][number]): string {
  if (config === undefined) return "";
  const claims = (config.AdditionalClaims ?? []).map(
    ({ Name, Values = [] }) => `${Name} ${[...Values].sort().join(" or ")}`,
  );
  return token(config.Issuer ?? "nobody", config.JwksEndpoint ?? "no keys", claims);
}

function targetText({ actions }: ListenerRule, ofGroup: (arn: string) => readonly string[]): string {
  return [...new Set(actions.flatMap((action) => actionTexts(action, ofGroup)))].sort().join(", ");
}

function actionTexts(action: ListenerRule["actions"][number], ofGroup: (arn: string) => readonly string[]) {
  const { Type, RedirectConfig: redirect, FixedResponseConfig: answer } = action;
  if (answer !== undefined) return [answer.StatusCode === "403" ? refused : `answered by ${answer.StatusCode}`];
  if (redirect !== undefined) return [redirectText(redirect)];
  if (Type === "jwt-validation") return [];
  const groups = targetGroupArns(action);
  return groups.length === 0 ? [String(Type)] : groups.flatMap(ofGroup);
}

function redirectText({ Protocol, Port }: { readonly Protocol?: string; readonly Port?: string }): string {
  return Protocol === "HTTPS" && Port === "443" ? toHttps : `redirected to ${Protocol}:${Port}`;
}

interface Entrance {
  readonly balancers: readonly LoadBalancer[];
  readonly certificates: readonly CertificateDetail[];
}

/** But for the records that validate certificates. */
function recordRows({ records }: Zone, { balancers, certificates }: Entrance): readonly string[] {
  return records.flatMap((record) => {
    if (certificates.some((certificate) => validationRecords(certificate).some((wanted) => isSame(record, wanted))))
      return [];
    const balancer = balancers.find(({ dnsName }) => isNamed(record.alias, dnsName));
    if (balancer === undefined || record.type !== "A") {
      return [`record ${record.name} ${record.type} of ${record.alias ?? record.values.join(", ")}`];
    }
    const certifiedPorts = balancer.listeners
      .filter(({ certificateArns }) =>
        certificates.some(
          (certificate) =>
            certificateArns.includes(certificate.CertificateArn ?? "") && isValidFor(certificate, record.name),
        ),
      )
      .map(({ port }) => port)
      .sort((left, right) => left - right);
    return [hostRow({ host: record.name, certifiedPorts, failover: failoverOf(record, balancer) })];
  });
}

/** Route 53 may write the longer of a load balancer's two names. */
function isNamed(alias: string | undefined, dnsName: string): boolean {
  return alias?.toLowerCase().replace(/^dualstack\./, "") === dnsName.toLowerCase();
}

function failoverOf({ failover, healthCheck }: ZoneRecord, { dnsName }: LoadBalancer): string {
  if (failover === undefined) return "";
  const { Type, FullyQualifiedDomainName: host, Port, ResourcePath } = healthCheck ?? {};
  return failoverText(
    failover.toLowerCase(),
    `${Type} ${host === dnsName ? "load balancer" : host}:${Port}${ResourcePath}`,
  );
}

function namesOf({ DomainName = "", SubjectAlternativeNames = [] }: CertificateDetail): readonly string[] {
  return [...new Set([DomainName, ...SubjectAlternativeNames])];
}

function isValidFor(certificate: CertificateDetail, host: string): boolean {
  const wildcard = host.replace(/^[^.]+/, "*");
  return certificate.Status === "ISSUED" && namesOf(certificate).some((name) => name === host || name === wildcard);
}

function validationRecords({ DomainValidationOptions = [] }: CertificateDetail) {
  return DomainValidationOptions.map(({ ResourceRecord }) => ({
    name: ResourceRecord?.Name?.replace(/\.$/, ""),
    type: ResourceRecord?.Type,
    value: ResourceRecord?.Value,
  }));
}

type Wanted = ReturnType<typeof validationRecords>[number];

function isSame({ name, type, values }: ZoneRecord, wanted: Wanted): boolean {
  return name === wanted.name && type === wanted.type && values.join() === wanted.value;
}

function stateOf(certificate: CertificateDetail, zones: readonly Zone[]): string {
  const records = zones.flatMap((zone) => zone.records);
  const stand = validationRecords(certificate).every((wanted) => records.some((record) => isSame(record, wanted)));
  if (certificate.Status === "ISSUED" && stand) return validated;
  return `${certificate.Status}, ${stand ? "its records stand" : "a record that validates it is gone"}`;
}
