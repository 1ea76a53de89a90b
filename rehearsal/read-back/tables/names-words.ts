/** Who gets a request for a name and path. */
export interface RuleWords {
  readonly port: number;
  readonly priority: number | "default";
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  /** Of the client, before anything is forwarded. */
  readonly asks: string;
  readonly target: string;
}

export function ruleRow({ port, priority, hosts, paths, asks, target }: RuleWords): string {
  const names = [hosts, paths].filter((values) => values.length > 0).map((values) => [...values].sort().join(", "));
  const which = names.length === 0 ? "everything else" : names.join(" ");
  return `port ${port}, ${priority === "default" ? which : `rule ${priority}: ${which}`}${asks} -> ${target}`;
}

export const refused = "refused by 403";
export const toHttps = "redirected to HTTPS";
export const clientCertificate = " with a client certificate";

export function token(issuer: string, keys: string, claims: readonly string[]): string {
  return ` with a token of ${issuer} by ${keys} for ${[...claims].sort().join(", ")}`;
}

export interface HostWords {
  readonly host: string;
  /** Ports on which a certificate is valid for it. */
  readonly certifiedPorts: readonly number[];
  readonly failover: string;
}

export function hostRow({ host, certifiedPorts, failover }: HostWords): string {
  const certified = certifiedPorts.length === 0 ? "without a certificate" : `certified on ${certifiedPorts.join(", ")}`;
  return `${host} -> load balancer, ${certified}${failover}`;
}

export function failoverText(role: string, check: string): string {
  return `, ${role} while ${check} is healthy`;
}

export function certificateRow(names: readonly string[], state: string): string {
  return `certificate of ${[...names].sort().join(", ")}: ${state}`;
}

/** A requested certificate is renewed as long as its records stand. */
export const validated = "ISSUED, its records stand";

export function tasksRow(service: string, tasks: number): string {
  return `${service} runs ${tasks} ${tasks === 1 ? "task" : "tasks"}`;
}

export function scheduleRow(starts: string, expression: string, timezone: string, role: string): string {
  return `${expression} ${timezone} -> ${starts}, started as ${role}`;
}

export function ofNobody(targetGroup: string): string {
  return `target group ${targetGroup} of nobody`;
}

export function conditionOn(field: string): string {
  return ` with a condition on ${field}`;
}
