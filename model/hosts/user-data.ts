import { agentConfiguration } from "./agent-configuration";
import type { TextOf } from "./compose-file";
import { composeFile, type HostedService, hostName, startOrder } from "./compose-file";
import { digestVariable, hostPaths, secretVariable } from "./host-paths";
import { hostScript, variablesFilter } from "./host-script";
import { installScript } from "./install-script";
import { systemdUnits } from "./units";

export interface HostedGroup {
  readonly services: readonly HostedService[];
  readonly names: { readonly autoscalingGroup: string; readonly launchingHook: string };
  readonly logGroup: { readonly name: string };
  readonly metricsNamespace: string;
  readonly startSeconds: number;
  readonly maximum: number;
  readonly discovery: { readonly host: string } | undefined;
}

interface Place {
  readonly namePrefix: string;
  readonly account: { readonly region: string; readonly registry: string };
}

/** What AWS makes up, as the stack has it. */
export interface HostTexts {
  readonly textOf: TextOf;
  /** Of Cloud Map, where the group's instance registers itself. */
  readonly discoveryServiceId: string | undefined;
}

/** The script that cloud-init runs once, when the instance starts for the first time: no part of it is secret. */
export function userData(group: HostedGroup, place: Place, texts: HostTexts): string {
  const files = [
    ["host", hostScript],
    ["variables.jq", variablesFilter],
    ["facts.json", `${JSON.stringify(hostFacts(group, place, texts), undefined, 1)}\n`],
    [hostPaths.composeFile, composeFile(place.namePrefix, group.services, texts.textOf)],
    ["agent.json", agentConfiguration({ metricsNamespace: group.metricsNamespace, logGroup: group.logGroup.name })],
  ] as const;
  const units = Object.entries(systemdUnits(group.startSeconds));
  return [
    begin,
    ...files.map(([name, text]) => written(`${hostPaths.programs}/${name}`, text)),
    ...units.map(([name, text]) => written(`/etc/systemd/system/${name}`, text)),
    "chmod 0755 /opt/slipway/host\n",
    installScript,
  ].join("");
}

const begin = `#!/bin/bash
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
step=begin
work=$(mktemp --directory)

# Whatever ends this script, the autoscaling group hears of it; where nothing can tell it, its hook's time runs out.
answer() {
  if [ -z "$step" ]; then
    /opt/slipway/host hook CONTINUE "its containers are healthy"
  else
    /opt/slipway/host hook ABANDON "$step failed; see /var/log/cloud-init-output.log"
  fi
}
trap answer EXIT
mkdir --parents /opt/slipway /var/log/slipway
`;

/** No line of a file is the last one of another: JSON has no line breaks in texts. */
function written(path: string, text: string): string {
  return `cat >${path} <<'END_OF_FILE'\n${text}END_OF_FILE\n`;
}

function hostFacts(group: HostedGroup, { account }: Place, texts: HostTexts) {
  const { services, names } = group;
  return {
    region: account.region,
    hook: { name: names.launchingHook, group: names.autoscalingGroup },
    registries: registriesOf(services, account.registry),
    digests: services.map((service) => ({
      variable: digestVariable(service.name),
      parameter: service.names.imageDigestParameter,
    })),
    secrets: secretsOf(services),
    roles: services.map(({ name, role }) => ({ service: name, arn: role.arn })),
    volumes: volumesOf(services, texts.textOf),
    tasks: services.map((service) => startOrder(service.task).map((container) => hostName(service, container))),
    checks: services.flatMap(({ name, settings }) =>
      settings.kind === "web"
        ? [{ service: name, url: `http://127.0.0.1:${settings.port}${settings.healthCheckPath}` }]
        : [],
    ),
    discovery: entriesOf(group, texts.discoveryServiceId),
  };
}

/** What containers find below `state`: file systems, each through its access point. */
function volumesOf(services: readonly HostedService[], textOf: TextOf) {
  return services.flatMap(({ task }) =>
    task.volumes.map(({ name, fileSystemId, accessPointId }) => ({
      name,
      fileSystemId: textOf(fileSystemId),
      accessPointId: textOf(accessPointId),
    })),
  );
}

/** An only instance takes the entry of the one before it over; of several, each has its own. */
function entriesOf({ services, discovery, maximum }: HostedGroup, serviceId: string | undefined) {
  if (serviceId === undefined || discovery === undefined) return [];
  return services
    .filter((service) => service.discovery?.host === discovery.host)
    .map(({ name }) => ({ serviceId, ...(maximum === 1 ? { entry: name } : {}) }));
}

/** Of ECR, which ask for a password: the account's own, and those that sidecars come from. */
function registriesOf(services: readonly HostedService[], own: string): readonly string[] {
  const images = services.flatMap(({ task }) => task.containers.map(({ image = own }) => image));
  const registries = images.map((image) => image.replace(/\/.*/, ""));
  return [...new Set(registries.filter((registry) => /^\d{12}\.dkr\.ecr\./.test(registry)))].sort();
}

/** Each secret once, with all variables that want something of it. */
function secretsOf(services: readonly HostedService[]) {
  const wanted = services.flatMap(({ name, task }) =>
    task.containers.flatMap(({ secrets }) =>
      secrets.map(({ secret, variable, key }) => ({
        id: "arn" in secret.find ? secret.find.arn : secret.find.name,
        variable: { name: secretVariable(name, variable), ...(key === undefined ? {} : { key }) },
      })),
    ),
  );
  return [...new Set(wanted.map(({ id }) => id))].sort().map((id) => ({
    id,
    variables: wanted.filter((one) => one.id === id).map(({ variable }) => variable),
  }));
}
