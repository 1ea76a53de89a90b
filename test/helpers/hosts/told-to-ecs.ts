import type { Template } from "../template";
import type { Told, ToldServices } from "./told";

interface Named {
  readonly name: string;
}

interface EcsContainer extends Named {
  readonly image: string;
  readonly essential: boolean;
  readonly command?: readonly string[];
  readonly entryPoint?: readonly string[];
  readonly memory?: number;
  readonly dependsOn?: readonly { readonly containerName: string; readonly condition: string }[];
  readonly healthCheck?: {
    readonly command: readonly string[];
    readonly interval: number;
    readonly timeout: number;
    readonly retries: number;
    readonly startPeriod?: number;
  };
  readonly user: string;
  readonly privileged: boolean;
  readonly readonlyRootFilesystem: boolean;
  readonly stopTimeout: number;
  readonly linuxParameters: {
    readonly initProcessEnabled: boolean;
    readonly capabilities: { readonly drop: readonly string[] };
  };
  readonly portMappings: readonly { readonly hostPort: number }[];
  readonly mountPoints: readonly {
    readonly sourceVolume: string;
    readonly containerPath: string;
    readonly readOnly: boolean;
  }[];
  readonly environment: readonly (Named & { readonly value: string })[];
  readonly secrets: readonly (Named & { readonly valueFrom: string })[];
  readonly logConfiguration: { readonly logDriver: string; readonly options: Readonly<Record<string, string>> };
}

/** What the task definitions of a stack tell ECS. */
export function toldToEcs(template: Template, prefix: string): ToldServices {
  const named = (reference: string) => nameOf(template, reference);
  return Object.fromEntries(
    template.resources("aws_ecs_task_definition").map((definition) => {
      const containers: readonly EcsContainer[] = JSON.parse(String(definition.container_definitions));
      const service = String(definition.family).slice(prefix.length + 1);
      const role = named(String(definition.task_role_arn));
      const memoryMiB = Number(definition.memory);
      return [
        service,
        {
          containers: Object.fromEntries(containers.map((one) => [one.name, ofEcs(one, { named, role, memoryMiB })])),
          ports: containers.filter(({ name }) => name === service).flatMap((one) => one.portMappings.map(hostPortOf)),
        },
      ];
    }),
  );
}

const hostPortOf = ({ hostPort }: { readonly hostPort: number }) => hostPort;

interface EcsContext {
  readonly named: (reference: string) => string;
  readonly role: string;
  readonly memoryMiB: number;
}

function ofEcs(container: EcsContainer, { named, role, memoryMiB }: EcsContext): Told {
  const { healthCheck: check, linuxParameters, logConfiguration } = container;
  const { options } = logConfiguration;
  return {
    image: named(container.image),
    command: container.command,
    entryPoint: container.entryPoint,
    environment: Object.fromEntries(container.environment.map(({ name, value }) => [name, value])),
    secrets: Object.fromEntries(container.secrets.map(({ name, valueFrom }) => [name, named(valueFrom)])),
    mounts: container.mountPoints.map((mount) => `${mount.sourceVolume} ${mount.containerPath} ${mount.readOnly}`),
    healthCheck: check && [check.command, check.interval, check.timeout, check.retries, check.startPeriod ?? 0],
    startsAfter: Object.fromEntries(
      (container.dependsOn ?? []).map(({ containerName, condition }) => [containerName, condition]),
    ),
    isRestarted: container.essential,
    stopSeconds: container.stopTimeout,
    user: container.user,
    isPrivileged: container.privileged,
    isReadOnly: container.readonlyRootFilesystem,
    hasInit: linuxParameters.initProcessEnabled,
    dropped: linuxParameters.capabilities.drop,
    memoryMiB: container.memory ?? memoryMiB,
    log: [
      logConfiguration.logDriver,
      options["awslogs-group"] ?? "",
      options["awslogs-region"] ?? "",
      `${options["awslogs-stream-prefix"]}/${container.name}`,
      options.mode ?? "",
      options["max-buffer-size"] ?? "",
    ],
    role,
  };
}

/** The text with the names of what its references stand for: a parameter's, a secret's, a role's. */
function nameOf(template: Template, text: string): string {
  const document = JSON.parse(template.json);
  return text.replace(/\$\{(data\.)?(\w+)\.([\w-]+)\.\w+\}/g, (_, data, type, id) => {
    const { name } = (data === undefined ? document.resource : document.data)[type][id];
    return name;
  });
}
