import type { Finding } from "../checks/finding";
import type { ConfigPath } from "../config/diagnostics";
import { accountFile, environmentFile } from "../config/load";
import type { Environment } from "../config/schema/environment";
import { isAccountStackName } from "../model/stack-names";

export interface SettingBehind {
  /** Below the project's root. */
  readonly file: string;
  readonly path: ConfigPath;
}

/**
 * The setting that made what was found as it is, by the construct that it went into; nothing where no setting decides it.
 *
 * @param environment that was scanned
 */
export function settingBehind(
  { constructPath, rule }: Pick<Finding, "constructPath" | "rule">,
  environment: Environment,
): SettingBehind | undefined {
  const [stack = "", part = ""] = constructPath.split("/");
  if (isAccountStackName(stack)) {
    const section = accountSectionOf(part);
    if (section !== undefined) return { file: accountFile(environment.account.name), path: [section] };
  }
  const path = pathOf(part, rule, environment);
  return path === undefined ? undefined : { file: environmentFile(environment.name), path };
}

function accountSectionOf(part: string): string | undefined {
  if (/^(github|preflight|image-push)/.test(part)) return "github";
  return /^(terraform-cloud|.*-(plan|apply)$)/.test(part) ? "terraformCloud" : undefined;
}

/** Rules of the scanners and of ours that tasks with a public address break. */
const publicAddressRules: ReadonlySet<string> = new Set(["CKV_AWS_333", "service-public-ip"]);

function pathOf(part: string, rule: string, environment: Environment): ConfigPath | undefined {
  if (publicAddressRules.has(rule)) return ["network", "nat"];
  const shared = Object.entries(sharedParts).find(
    ([beginning]) => part === beginning || part.startsWith(`${beginning}-`),
  );
  for (const [name, settings] of Object.entries(environment.services)) {
    const service = ["services", name];
    if (part === `repository-${settings.repository}`) return [...service, "repository"];
    if (part === "agent-to-agent" || part === "mutual-tls") return [...service, "agentToAgent"];
    if (part.startsWith("secret-")) return [...service, ...secretPath(part.slice("secret-".length), settings.secrets)];
    if (part.startsWith(`${name}-`)) return [...service, ...(serviceParts[part.slice(name.length + 1)] ?? [])];
  }
  return shared?.[1];
}

/** Settings by the beginning of a construct's id. */
const sharedParts: Readonly<Record<string, ConfigPath>> = {
  alerts: ["alerts", "email"],
  budget: ["budget", "monthlyUsd"],
  certificate: ["dns", "domain"],
  domain: ["dns", "domain"],
  "flow-logs": ["network", "flowLogs"],
  http: ["dns"],
  https: ["dns"],
  nat: ["network", "nat"],
  network: ["network"],
  zone: ["dns", "zone"],
};

/** Settings of a service by what follows its name in a construct's id. */
const serviceParts: Readonly<Record<string, readonly string[]>> = {
  autoscaling: ["scaling"],
  "image-digest": ["repository"],
  logs: ["logRetentionDays"],
  "security-group": ["port"],
  "target-group": ["healthCheckPath"],
  "task-role": ["taskRoleName"],
};

function secretPath(secret: string, secrets: Readonly<Record<string, unknown>>): readonly string[] {
  const [variable] = Object.entries(secrets).find(([, name]) => name === secret) ?? [];
  return variable === undefined ? ["firestore", "access"] : ["secrets", variable];
}
