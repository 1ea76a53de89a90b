import { containerDefinition, temporaryVolume } from "../container-definition";
import { isReference, type PlannedText } from "../plan/planned-text";
import type { ServicePlan } from "../plan/service-plan";
import type { ContainerPlan } from "../plan/service-task";
import { digestVariable, hostPaths, secretVariable } from "./host-paths";

export type HostedService = Pick<
  ServicePlan,
  "name" | "task" | "repository" | "discovery" | "names" | "placement" | "role" | "settings"
>;

/** What AWS makes up, as the stack has it. */
export type TextOf = (text: PlannedText) => string;

type ComposeService = Readonly<Record<string, unknown>>;

/**
 * The services of an instance as Docker Compose runs them, in JSON, which is YAML too. Each container is the one that ECS is
 * told of on Fargate, in Compose's words.
 */
export function composeFile(project: string, services: readonly HostedService[], textOf: TextOf): string {
  const containers = services.flatMap((service) =>
    service.task.containers.map(
      (container) => [hostName(service, container), composeService(service, container, textOf)] as const,
    ),
  );
  const volumes = services.map(({ name }) => [`${name}-${temporaryVolume}`, {}] as const);
  const file = { name: project, services: Object.fromEntries(containers), volumes: Object.fromEntries(volumes) };
  return `${JSON.stringify(file, undefined, 1)}\n`;
}

/** Containers of a task in the order of their start: the first has the network that the others join. */
export function startOrder({ containers }: HostedService["task"]): readonly [ContainerPlan, ...ContainerPlan[]] {
  const [program, ...sidecars] = containers;
  if (program === undefined) throw new RangeError("a task has no container");
  const [first, ...others] = sidecars;
  return first === undefined ? [program] : [first, ...others, program];
}

/** Services may have sidecars of the same name. */
export function hostName({ name }: HostedService, container: ContainerPlan): string {
  return container.name === name ? name : `${name}.${container.name}`;
}

function composeService(service: HostedService, container: ContainerPlan, textOf: TextOf): ComposeService {
  const { task, name } = service;
  const [owner] = startOrder(task);
  const definition = containerDefinition({
    ...container,
    image: container.image === undefined ? releasedImage(service) : escaped(container.image),
    environment: Object.fromEntries(
      Object.entries(container.environment).map(([variable, text]) => [
        variable,
        isReference(text) ? textOf(text) : escaped(text),
      ]),
    ),
    secretArns: Object.fromEntries(
      container.secrets.map(({ variable }) => [variable, `$${secretVariable(name, variable)}`]),
    ),
  });
  const { options } = definition.logConfiguration;
  const restarts = container.essential || container === owner;
  return {
    image: definition.image,
    ...optional("command", definition.command?.map(escaped)),
    ...optional("entrypoint", definition.entryPoint?.map(escaped)),
    environment: {
      ...Object.fromEntries(definition.environment.map((variable) => [variable.name, variable.value])),
      ...Object.fromEntries(definition.secrets.map((variable) => [variable.name, variable.valueFrom])),
      ...credentialVariables(container.region),
    },
    user: definition.user,
    privileged: definition.privileged,
    read_only: definition.readonlyRootFilesystem,
    init: definition.linuxParameters.initProcessEnabled,
    cap_drop: definition.linuxParameters.capabilities.drop,
    // Limits of a container are those of its task where it has none of its own, as on Fargate.
    mem_limit: `${container.memoryMiB ?? task.size.memoryMiB}m`,
    cpu_shares: Math.max(2, Math.floor(task.size.cpuUnits / task.containers.length)),
    labels: { "slipway.container": hostName(service, container) },
    restart: restarts ? "unless-stopped" : "no",
    stop_grace_period: `${definition.stopTimeout}s`,
    ...dependsOn(service, container, owner),
    ...networkOf(service, container, owner),
    volumes: [
      ...definition.mountPoints.map((mount) => volumeOf(name, mount)),
      {
        type: "bind",
        source: `${hostPaths.state}/tasks/${name}`,
        target: hostPaths.credentials,
        read_only: true,
        bind: { create_host_path: false },
      },
    ],
    ...optional("healthcheck", healthcheckOf(container)),
    logging: {
      driver: definition.logConfiguration.logDriver,
      options: {
        "awslogs-group": options["awslogs-group"],
        "awslogs-region": options["awslogs-region"],
        "awslogs-stream": `${options["awslogs-stream-prefix"]}/${definition.name}/$INSTANCE_ID`,
        mode: options.mode,
        "max-buffer-size": options["max-buffer-size"],
      },
    },
  };
}

function releasedImage({ name, repository }: HostedService): string {
  return `${escaped(repository.imageName)}@$${digestVariable(name)}`;
}

/** Those that Fargate sets, and what leads AWS's SDKs to the task role: the instance's own rights are out of reach. */
function credentialVariables(region: string) {
  return {
    AWS_CONFIG_FILE: `${hostPaths.credentials}/config`,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_REGION: region,
  };
}

/** The network's owner is there before what joins it. */
function dependsOn(service: HostedService, container: ContainerPlan, owner: ContainerPlan): ComposeService {
  const joined = container === owner ? [] : [{ name: owner.name, condition: "START" }];
  const conditions = new Map([...joined, ...container.startsAfter].map(({ name, condition }) => [name, condition]));
  const awaited = service.task.containers.flatMap((other) => {
    const condition = conditions.get(other.name);
    if (condition === undefined) return [];
    return [[hostName(service, other), { condition: condition === "HEALTHY" ? "service_healthy" : "service_started" }]];
  });
  return optional("depends_on", awaited.length === 0 ? undefined : Object.fromEntries(awaited));
}

function networkOf(service: HostedService, container: ContainerPlan, owner: ContainerPlan): ComposeService {
  const { task, discovery, placement } = service;
  if (container !== owner) return { network_mode: `service:${hostName(service, owner)}` };
  const ports = task.containers.flatMap(({ port, image }) => (image === undefined && port !== undefined ? [port] : []));
  return {
    ...(ports.length === 0 ? {} : opened(ports, placement.portGroup !== undefined)),
    ...optional("networks", discovery === undefined ? undefined : { default: { aliases: [discovery.host] } }),
  };
}

/** To other machines too, or to what is on the same network alone. */
function opened(ports: readonly number[], isPublished: boolean): ComposeService {
  return isPublished
    ? { ports: ports.map((port) => ({ target: port, published: String(port), protocol: "tcp" })) }
    : { expose: ports.map(String) };
}

interface MountPoint {
  readonly sourceVolume: string;
  readonly containerPath: string;
  readonly readOnly: boolean;
}

/** A file system that is not mounted has no folder, so that nothing is written to the instance's own disk in its place. */
function volumeOf(service: string, { sourceVolume, containerPath, readOnly }: MountPoint): ComposeService {
  if (sourceVolume === temporaryVolume) {
    return { type: "volume", source: `${service}-${temporaryVolume}`, target: containerPath };
  }
  const source = `${hostPaths.state}/volumes/${sourceVolume}`;
  return { type: "bind", source, target: containerPath, read_only: readOnly, bind: { create_host_path: false } };
}

function healthcheckOf({ healthCheck }: ContainerPlan): ComposeService | undefined {
  if (healthCheck === undefined) return undefined;
  const { command, intervalSeconds, timeoutSeconds, retries, startPeriodSeconds = 0 } = healthCheck;
  return {
    test: command.map(escaped),
    interval: `${intervalSeconds}s`,
    timeout: `${timeoutSeconds}s`,
    retries,
    start_period: `${startPeriodSeconds}s`,
  };
}

function optional(key: string, value: unknown): ComposeService {
  return value === undefined ? {} : { [key]: value };
}

/** Compose takes `$NAME` for a variable, and two signs for one. */
function escaped(text: string): string {
  return text.replaceAll("$", "$$$$");
}
