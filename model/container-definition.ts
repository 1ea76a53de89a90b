/** How a container checks itself. */
export interface ContainerHealthCheck {
  /** `CMD` and words, or `CMD-SHELL` and a line for the image's shell. */
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  /** After the start, in which failures do not count. */
  readonly startPeriodSeconds?: number | undefined;
}

/** What ECS is told about one container, as data. */
export interface ContainerFacts {
  readonly name: string;
  readonly image: string;
  /** Whether the task ends with it. */
  readonly essential: boolean;
  readonly port: number | undefined;
  readonly command: readonly string[] | undefined;
  readonly entryPoint: readonly string[] | undefined;
  /** Most memory that it may take of the task's; without it, all of it. */
  readonly memoryMiB: number | undefined;
  readonly healthCheck: ContainerHealthCheck | undefined;
  /** Containers of the task that are started before, and healthy where they check themselves. */
  readonly startsAfter: readonly { readonly name: string; readonly condition: "START" | "HEALTHY" }[];
  readonly logGroup: string;
  readonly logStreamPrefix: string;
  readonly region: string;
  /** Between SIGTERM and SIGKILL; Fargate allows 120. */
  readonly stopTimeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Environment variable: ARN of the secret whose value ECS puts there. */
  readonly secretArns: Readonly<Record<string, string>>;
  /** Volumes beside the temporary one, and where the program finds them. */
  readonly mounts: readonly { readonly volume: string; readonly path: string }[];
}

export const temporaryVolume = "tmp";
export const temporaryPath = "/tmp";

/** Any user and group but root; the image must let it read the program. */
export const containerUser = 10_001;

/**
 * Keys are AWS's own. What AWS would fill in by itself is written out, so that Terraform compares equal documents.
 * The root file system is read-only; `/tmp` and volumes are the places to write. Fargate mounts it for root alone unless the image
 * declares `VOLUME /tmp`, whose owner and mode the mount then has.
 */
export function containerDefinition(facts: ContainerFacts) {
  return {
    name: facts.name,
    image: facts.image,
    essential: facts.essential,
    user: `${containerUser}:${containerUser}`,
    privileged: false,
    readonlyRootFilesystem: true,
    stopTimeout: facts.stopTimeoutSeconds,
    ...(facts.memoryMiB === undefined ? {} : { memory: facts.memoryMiB }),
    ...(facts.command === undefined ? {} : { command: facts.command }),
    ...(facts.entryPoint === undefined ? {} : { entryPoint: facts.entryPoint }),
    ...(facts.startsAfter.length === 0
      ? {}
      : { dependsOn: facts.startsAfter.map(({ name, condition }) => ({ containerName: name, condition })) }),
    ...(facts.healthCheck === undefined ? {} : { healthCheck: healthCheck(facts.healthCheck) }),
    // ECS gives the empty list back; without it each plan would replace the task definition.
    linuxParameters: { initProcessEnabled: true, capabilities: { add: [], drop: ["ALL"] } },
    portMappings:
      facts.port === undefined ? [] : [{ containerPort: facts.port, hostPort: facts.port, protocol: "tcp" }],
    mountPoints: [{ volume: temporaryVolume, path: temporaryPath }, ...facts.mounts].map(({ volume, path }) => ({
      sourceVolume: volume,
      containerPath: path,
      readOnly: false,
    })),
    environment: sortedEntries(facts.environment).map(([name, value]) => ({ name, value })),
    secrets: sortedEntries(facts.secretArns).map(([name, valueFrom]) => ({ name, valueFrom })),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": facts.logGroup,
        "awslogs-region": facts.region,
        "awslogs-stream-prefix": facts.logStreamPrefix,
        // A slow log service must not stop answers; the oldest lines are dropped instead.
        mode: "non-blocking",
        "max-buffer-size": "4m",
      },
    },
  };
}

function healthCheck({ command, startPeriodSeconds, ...check }: ContainerHealthCheck) {
  return {
    command,
    interval: check.intervalSeconds,
    timeout: check.timeoutSeconds,
    retries: check.retries,
    ...(startPeriodSeconds === undefined ? {} : { startPeriod: startPeriodSeconds }),
  };
}

function sortedEntries(record: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
}
